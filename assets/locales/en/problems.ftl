# What happened, what it means, what to do.

unknown-problem = Something could not be done ({ $code }). What you typed is still on this machine. Please tell whoever looks after the program.
panic = The program stumbled over this action. What was saved is untouched. Try again; if it stays so, please tell whoever looks after the program.

## Desk and data folder

desk-not-set-up = There is no desk in this folder yet. Check the path, or set a desk up with "nopho init".
desk-already-set-up = There is already a desk in this folder, so it is not set up again. Its data are unchanged.
already-open = This desk is open already. Go on working, or lock it first and open it again.
desk-closed = The desk is locked. Unlock it and try again.
folder-not-empty = The folder holds other files. Choose an empty folder for the desk's data.
folder-not-a-folder = The path is a file and no folder. Choose a folder for the desk's data.
folder-held = { $program ->
    [none] Another program is using this desk's data. Close it and try again.
   *[other] { $program } (process { $pid }) is using this desk's data. Close it and try again.
}
folder-unsafe-place = The folder lies on { $file_system } (a memory stick or a network share), where data are easily torn. Choose a folder on the machine's own disk.
disk-full = The disk is full, so this was not saved. Everything saved before is untouched. Make room and try again.
store-io = The machine could not read or write the data. This was not saved; everything saved before is still there. Try again; if it stays so, the disk may be failing.
store-sql = The database could not be written. Everything saved before is still there. Try again; if it stays so, please tell whoever looks after the program.
store-row = The database holds a row that the program does not understand. Nothing was changed. Please tell whoever looks after the program.
store-newer = These data were written by a newer version of the program (version { $found }; this one knows { $known }). The file is untouched. Open it with the newer program.
store-damaged = { $file ->
    [none] The database is damaged and was not opened. The file stays as it is; please do not delete it. Encrypted forms and papers lie beside it. Please tell whoever looks after the program.
   *[other] The database is damaged and was not opened. The file stays as it is at { $file }; please do not delete it. Encrypted forms and papers lie beside it. Please tell whoever looks after the program.
}
keys-without-database = This folder has the keys or the dossiers of a desk, but its database (the file desk.db) is gone. Please delete nothing in the folder. If there is a backup, copy that file back; if not, please tell whoever looks after the program: the encrypted files are still here.
file-damaged = { $code ->
    [none] An encrypted file is missing or damaged: { $file }. Please delete nothing in the data folder, and tell whoever looks after the program.
   *[other] { $paper ->
        [none] An encrypted file of dossier { $code } is missing or damaged: { $file }. The other files are not affected. Attach the papers of this dossier again; if it stays so, please tell whoever looks after the program.
       *[other] The paper "{ $paper }" of dossier { $code } is missing or damaged (file { $file }). Attach that paper again; the others are not affected.
    }
}
sqlite-old = The database library on this machine is too old, so the data were not opened. Install the program as it was issued.

## Keys

wrong-passphrase = That is not the desk's passphrase. Check Caps Lock and the input method, then type it again.
passphrase-too-short = A passphrase needs at least 8 characters. Choose a longer one.
passphrases-differ = The two passphrases are not the same, so the desk was not set up. Begin again.
passphrase-missing = The desk's passphrase is needed. Use --passphrase-file or NOPHO_PASSPHRASE_FILE, or run this in a terminal to be asked.
passphrase-file = The passphrase file { $file } could not be read: { why }. Check the path after --passphrase-file or in NOPHO_PASSPHRASE_FILE.
card-file = The file { $file } with the recovery code could not be read: { why }. Check the path after --recovery-file, or give "-" to type the code.
no-terminal = There is no terminal to ask at. Run this in a terminal.
no-such-slot = This desk was not set up to be opened that way. Use another: passphrase, the machine's keyring, or the recovery card.
wrong-recovery = That is not this desk's recovery card. Look for the card that bears this desk's prefix.
recovery-length = A recovery code has 8 groups of 4 symbols and a check group. The one typed is too short or too long.
recovery-symbol = The recovery code holds a symbol that cannot stand on a card. Read each group again.
recovery-check = The recovery code is wrong somewhere (its check group does not fit). Read each group again.
enrolment-length = An enrolment code has 8 groups of 4 symbols and a check group. The one typed is too short or too long.
enrolment-symbol = The enrolment code holds a symbol that no such code has. Read each group again.
enrolment-check = The enrolment code is wrong somewhere (its check group does not fit). Read each group again with whoever gave it.
statement-malformed = The answer is not the gateway's: it has no signature that can be read. The dossiers stay in the queue.
statement-kind = The gateway answered something else than it was asked. The dossiers stay in the queue.
statement-unknown-key = The answer is signed with a key that the gateway does not vouch for. The dossiers stay in the queue.
statement-signature = The signature on the answer is not the gateway's. The dossiers stay in the queue.
statement-unreadable = The gateway's answer is rightly signed, but this version cannot read it. Update the program; the dossiers stay in the queue.
statement-elsewhere = The gateway answered about another dossier or another desk. The dossiers stay in the queue.
statement-stale = The gateway's answer is out of date. The dossiers stay in the queue.
card-not-confirmed = Those four symbols are not on the recovery card, so the desk was not set up. Begin again.
card-not-written = The recovery card could not be written to { $file }. It must lie outside the data folder and overwrite nothing. Choose another place, such as a memory stick.
keyring-missing = This machine has no keyring. Use the passphrase or the recovery card.
keyring-locked = The machine's keyring is locked. Unlock it, or use a passphrase.
keyring-forgot = The machine's keyring no longer has this desk's key (often because the user account on the machine was made anew). Open with the passphrase or the recovery card.
keyring-not-kept = The machine's keyring did not keep the key. Use a passphrase instead.
keyring-failed = The machine's keyring did not answer. Try again, or use a passphrase.
keys-missing = There is no keys file in the data folder. If there is a backup, copy the file "keys" back. Please do not delete this folder.
keys-damaged = Both copies of the keys file are damaged. If there is a backup, copy the file "keys" back. Please do not delete this folder.
keys-newer = The keys file was written by a newer version of the program. Open it with that version.
keys-altered = The keys file has been altered. The desk stays closed. Please delete nothing in the data folder, and tell whoever looks after the program.
keys-of-two-folders = The two copies of the keys file belong to two folders. Please delete neither, and tell whoever looks after the program.
keys-worn-out = The keys file was changed too often. Please tell whoever looks after the program.
wrong-data-key = This key does not belong to the folder that is being opened. Check the path; if it is right, please tell whoever looks after the program.
label-too-long = The name of this way of unlocking is too long. Choose a shorter one.
last-slot = This is the last way to open the desk and cannot be removed. Add another way first.
recovery-exists = The desk already has a recovery card. Use that one; if it is lost, please tell whoever looks after the program.
too-many-slots = The desk already has too many ways of unlocking. Remove one that is not used any more.
not-for-this-key = This file was encrypted with another key and cannot be opened. Please do not delete it, and tell whoever looks after the program.
damaged = The encrypted file is damaged and cannot be opened. Please do not delete it, and tell whoever looks after the program.
io = The machine could not read or write an encrypted file. Try again; if it stays so, the disk may be failing, please tell whoever looks after the program.
no-recipient = There is no key to encrypt the file to. Please tell whoever looks after the program.
no-memory = The machine has not enough memory to unlock. Close other programs and try again.
catalogue-unreadable = The catalogue of procedures that comes with the program cannot be read. The dossiers on this machine are untouched. Install the program as it was issued.
no-luck = The machine gave no random numbers to make a key from. Restart it and try again.

## Dossiers

no-such-dossier = There is no such dossier on this machine. Check the code.
no-such-page = The dossier has no such paper. Look at the dossier's list of papers.
no-such-operator = Nobody of that name works at this desk. Give the right name with --operator.
operator-not-named = Several people work at this desk. Name the one who works now with --operator.
operator-ambiguous = Several people at this desk have that name. Give the full name as it stands in the desk's list with --operator.
operator-without-name = The name of the person who leads the desk is needed (--operator).
bad-form = The form could not be read: it must be a JSON object.
form-not-json = The form { $file } is not right JSON: it cannot be read from line { $line }, column { $column }. Look at the brackets, commas and quotes around that place.
form-too-large = The form is too large (over 1 MB). Pictures and papers do not belong into the form: attach them.
form-too-deep = The form nests too deeply. Look at a sample form.
form-file = The form { $file } could not be read: { why }.
stale-edition = Somebody else has just saved this dossier. What was typed has not overwritten that edition. Open the latest edition and go on.
not-open = The dossier is "{ $state }" and cannot be changed now. Once the agency asks for more papers, it can be corrected and submitted again; if the resident wants to stop, ask for that with "nopho withdraw".
dossier-ended = The dossier is closed ("{ $state }") and cannot be changed, submitted or withdrawn any more. See what happened with "nopho show"; if it is still needed, begin a new one with "nopho new".
not-a-state = There is no such state. The states: draft, sealed, delivered, received, refused, processing, supplement_asked, fee_asked, withdrawn, stopped, finished, returned.
draft-discarded = The draft of dossier { $code } was thrown away. To go on with it, take it back with "nopho restore".
already-queued = Dossier { $code } was submitted before and waits to be sent, safe on this machine. There is no need to submit it again; it is sent only once.
set-aside = Dossier { $code } was submitted, but the gateway refused it. See why with "nopho queue", then correct and submit it again, or try again with "nopho retry".
nothing-changed = The correction is the same as what was sealed, so it was not submitted again. Change something and submit, or throw the correction away with "nopho discard".
gaps = Something is missing or wrong, so the dossier was not submitted. The draft is still on this machine.
not-a-procedure = "{ $code }" is not the code of a procedure. Codes look like 1.001193.
no-such-list = The catalogue on this machine has no list "{ $name }".
unknown-procedure = The catalogue on this machine has no procedure { $code }. Look for the procedure by its name; if it really is a new one, ask the province for the newer catalogue.
procedure-ended = By the catalogue on this machine the procedure held until { $day }, so no new dossier can be begun. Look for the one that has replaced it, or ask the province for the newer catalogue.
package-not-one = This file is no package of the catalogue. Choose the file that the province has sent.
package-newer = This package is for a newer Nộp Hộ. Update the program and import it again. The catalogue in use has not changed.
package-cut-off = The package is not whole; perhaps it was copied or downloaded half-way. Copy the file again. The catalogue in use has not changed.
package-unsigned = Nobody has signed this package, so it cannot be imported. Ask the province for a signed one. The catalogue in use has not changed.
package-unknown-key = The package was signed with a key for which this desk’s gateway does not vouch. Press Send now to fetch the newest list of keys and import it again; if that does not help, ask whoever sent it. The catalogue in use has not changed.
package-altered = The package is not what was signed, so it cannot be used. Ask for it again. The catalogue in use has not changed.
package-path = The package has a file with a name that is none ({ $file }), so it cannot be used.
package-too-big = The package is too big to be used. Ask whoever sent it.
package-version = The version of the package is not written as one. A version is the day on which it was made, such as 2026.11.22 or 2026.11.22-2.
package-unreadable = There is a mistake in the package, in its file { $file }, so it cannot be used. The catalogue in use has not changed.
package-no-gateway = This machine is not enrolled at the province’s gateway, so the signature cannot be checked. Enrol first, then import it again.
list-too-long = The file { $file } is too long to be read.
list-not-utf8 = The file { $file } is not Unicode (UTF-8). Open it in Excel, save it as CSV UTF-8, and try again.
list-old-font = The file { $file } is written for an old font (such as .VnTime) in row { $row }. Convert it to Unicode and try again.
list-no-column = The file { $file } has no column { $column }. Look at its first row.
list-broken = The file { $file } is broken or ends half-way in row { $row }. Export it again.
list-without-procedures = There is no procedure in the list.
not-a-catalogue-key = This file holds no key for packages, or was mistyped.
catalogue-key-file = The key file { $file } cannot be read: { why }.
package-not-written = { $file } cannot be written: { $why ->
    [not-empty] the folder is not empty
    [no-permission] there is no permission to write there
   *[other] there is a file already, or the disk does not take it
}. Choose another place.
lead-only = Only the lead of the desk may do this.
catalogue-same = This version of the catalogue is in use already.
catalogue-older = This package (version { $version }) is older than the one in use ({ $in_use }), so it was not imported. To go back to an earlier one, the desk’s lead chooses it in Settings.
no-such-catalogue = This machine has no such version of the catalogue any more, or it cannot be read.
catalogue-stays = Something of this dossier was sealed, so it stays under the catalogue of its first day.
not-a-component = The name of a component has only the lower-case letters a–z, digits, hyphens and underscores, such as giay-chung-sinh.

## Attached files

file-empty = { $file ->
    [none] The file is empty. Scan or photograph the paper again.
   *[other] The file { $file } is empty. Scan or photograph the paper again.
}
file-too-large = { $file ->
    [none] The file is too large (over 50 MB). Scan again at 200 dpi, or split it.
   *[other] The file { $file } is too large (over 50 MB). Scan again at 200 dpi, or split it.
}
file-unknown = { $file ->
    [none] The file is neither PDF nor JPEG nor PNG. Scan or save it as one of these.
   *[other] The file { $file } is neither PDF nor JPEG nor PNG. Scan or save it as one of these.
}
file-cut-short = { $file ->
    [none] The file has been cut short, perhaps while it was copied. Copy or scan it again.
   *[other] The file { $file } has been cut short, perhaps while it was copied. Copy or scan it again.
}
file-encrypted = { $file ->
    [none] The PDF is locked with a password, so the agency could not read it. Remove the password and attach it again.
   *[other] The PDF { $file } is locked with a password, so the agency could not read it. Remove the password and attach it again.
}
file-unreadable = The file { $file } could not be read: { why }.

## The desk's codes

code-prefix = A desk's prefix, the first part of its codes, has 2 to 6 letters A–Z without marks or digits and begins with a letter, such as LS07. Check it again.
code-length = The code is too short or too long. Read it again on the paper.
code-date = The date in the code does not exist. Read it again on the paper.
code-has-symbols = The code holds a symbol that codes do not use. Read it again on the paper.
code-check = The code is wrong somewhere: its check symbol does not fit. Read each group again on the paper.

## The province's gateway

not-enrolled = The desk is not enrolled at the province's gateway, so nothing can be sent yet. Dossiers are still taken in and kept safe on this machine. Ask the province for an enrolment code and run "nopho enroll".
already-syncing = This machine is sending already. Wait until that has ended.
still-waiting = { $count } things still wait for the gateway in use, so the desk cannot go to another. Send them with "nopho sync", or look at them with "nopho queue".
enrolment-missing = The enrolment code from the province is needed. Give a file with it after --code-file, or run this in a terminal to be asked.
enrolment-file = The file { $file } with the enrolment code could not be read: { why }. Check the path after --code-file, or give "-" to hand the code in on standard input.
code-unknown = The gateway has no such enrolment code. Check the gateway's address, then ask the province for a new code.
code-used = Another desk has used this enrolment code. Ask the province for a new one; if nobody knows which desk that was, tell the province.
code-expired = The enrolment code is too old. Ask the province for a new one.
code-wrong = The enrolment code is not the one that the province gave. Read it again, or ask for a new one.
desk-known = The gateway knows this desk with another key. The desk's data may be in use on another machine. Please tell the province before enrolling again.
gateway-refuses = The gateway refuses this request. What waits is untouched on this machine. Try again later; if it stays so, please tell whoever looks after the program.
address-unreadable = That is not the address of a gateway. Addresses look like https://nopho.langson.gov.vn.
address-insecure = The gateway's address must begin with https://, so that nobody reads dossiers on the way.
address-with-password = The gateway's address must hold no name and password. Leave out what stands before the @.
address-with-question = The gateway's address must not go on after a ? or a #. Leave that part out.
authority-file = The certificate file { $file } could not be read: { why }.
authority-unreadable = The file after --ca holds no certificates. It needs a part "BEGIN CERTIFICATE" (PEM). Ask the province for it again.
proxy-unreadable = The address of this machine's proxy cannot be used. Check the network settings, or tell whoever looks after the program.
link-machine = The machine could not open the network. What waits is untouched. Try again; if it stays so, please tell whoever looks after the program.
unreachable = The gateway was not reached: there is no network, or no way from it. The dossiers are safe on this machine. Look at the cable, the Wi-Fi or the mobile network; try again later.
gateway-down = There is a network, but the gateway (or the office's proxy) opens no connection; often it is being looked after. The dossiers are safe on this machine. Nothing has to be changed here; try again later. If it lasts half a day, please tell the province.
stalled = The connection stood still halfway. The dossiers are safe on this machine. What was sent is not lost; the next time goes on from there.
login-page = The Wi-Fi asks to sign in, so nothing could be sent. The dossiers are safe on this machine. Open a browser and sign in to the Wi-Fi, then send again.
proxy-refuses = The office's proxy does not let the program through, often because it wants a name and a password. The dossiers are safe on this machine. Ask whoever looks after the network to let this machine reach the gateway without a password, then send again.
not-the-gateway = There is a network, but what answers is not the gateway: its address may have changed, or a server stands between. The dossiers are safe on this machine. Nothing was given away. Ask whoever looks after the program to check the address, then send again.
untrusted = The certificate is not that of the gateway (it names another server, or is not valid any more), so nothing was sent. The dossiers are safe on this machine. On a public Wi-Fi, go to another network; if it stays so, please tell the province.
intercepted = The certificate comes from an unknown authority, often because a firewall or a virus scanner reads along, so nothing was sent. The dossiers are safe on this machine. Ask whoever looks after the network to leave the gateway out; if the province has a new certificate of its own, enrol again with its file (--ca).
signed-out = The gateway does not recognise this desk, though the clocks agree. The dossiers are safe on this machine. Please ask the province to check; the desk may have to be enrolled again with a new code.
revoked = The province has withdrawn this desk's right to send. The dossiers are safe on this machine. Ask the province; once the right is given back, enrol with a new code.
too-old = This version of the program is too old for the gateway, so nothing could be sent. The dossiers are safe on this machine. Update the program, then send again.
busy = The gateway is busy and asks to be tried later. The dossiers are safe on this machine. Try again later.
broken = The gateway is in trouble. The dossiers are safe on this machine. Try again later; if it lasts half a day, please tell the province.
gateway-disk-full = The disk of the gateway is full, so it takes nothing more. The dossiers are safe on this machine. Please tell the province to make room, then send again.
not-saved = This machine could not write down what it was about to send, so it did not send it, lest it go twice. Make room on the disk and send again.
time-ran-out = The time for this delivery has run out. What was sent is not lost; the next time goes on.
no-such-parcel = There is no such thing in the queue. Look again with "nopho queue".
parcel-closed = A dossier was corrected or withdrawn while it was being sent, so this delivery stopped there. Nothing is lost; run "nopho sync" again.
not-overtaken = Nothing of this dossier waits because another desk was first. Look at the queue with "nopho queue".
draft-open = Something about this dossier is being typed that was not submitted, so the older revision was not sent. Submit it with "nopho submit" (it will follow the other desk's), or throw it away with "nopho discard" and try again.
nothing-set-aside = Nothing of this dossier has to be tried again. Look at the queue with "nopho queue".
code-of-several = Several dossiers go by this code. Use the code on the desk's own paper.
no-result = The dossier has no such result file. Look at its results with "nopho show".
result-not-fetched = The result file still lies at the gateway. Run "nopho sync" when there is a network.
result-too-large = The result file is larger than this program takes (256 MB). Ask the office that handled the dossier for the paper copy, or the province for a smaller file.
result-broken-off = The connection broke while the result was fetched. What has come is not lost; the next time goes on from there.
result-not-written = The result could not be written to { $file }. It must lie outside the data folder and overwrite nothing. Choose another place.
paper-not-yet = Nothing of this dossier has been submitted, so there is no paper for the resident yet. Submit it, then print.
paper-case-ended = The dossier has come to its end ("{ $state }"), so this paper is not printed any more.
paper-no-form = The program has no printed form for this procedure. Use the desk's own paper form.
paper-not-made = The program could not make the paper. The dossier is whole. Please tell whoever looks after the program.
ledger-not-written = The ledger of receipts could not be written to { $file }. It must lie outside the data folder and overwrite nothing. Choose another place.
paper-not-written = The paper could not be written to { $file }. It must lie outside the data folder and overwrite nothing. Choose another place.
letterhead-too-long = A line of the letterhead has at most { $most } characters. Make it shorter.
over-media = { $file ->
    [none] The gateway does not take files of this kind. Save it as another, usually PDF.
   *[other] The gateway does not take files of the kind of { $file }. Save it as another, usually PDF.
}
over-bytes = { $file ->
    [none] The file is larger than the gateway takes ({ $most }). Scan again at 200 dpi, or split it.
   *[other] The file { $file } is larger than the gateway takes ({ $most }). Scan again at 200 dpi, or split it.
}
over-parts = The gateway takes at most { $most } files for one dossier, the form included. Put the pages into fewer files.

## Why the gateway refuses something

reason-unknown = The gateway refuses this for a reason that the program does not know ({ $reason }). Update the program and try again with "nopho retry"; if it stays so, please tell the province.
reason-file-damaged = { $paper ->
    [none] A file of this dossier on this machine is missing or damaged, so it was not sent. Run "nopho doctor" to see which paper it is, scan it again, attach it and submit again.
   *[other] The file "{ $paper }" on this machine is missing or damaged, so it was not sent. Scan that paper again, take the damaged file out (nopho detach), attach the new one (nopho attach) and submit again.
}
reason-malformed = The gateway cannot read this program's request. Update the program and try again with "nopho retry"; if it stays so, please tell whoever looks after the program.
reason-signed-out = { signed-out }
reason-revoked = { revoked }
reason-not-your-desk = This was sealed by another desk, and this one cannot send it instead. Please tell whoever looks after the program.
reason-not-found = The gateway does not find this. Try again with "nopho retry"; if it stays so, please tell the province.
reason-code-unknown = { code-unknown }
reason-code-used = { code-used }
reason-code-expired = { code-expired }
reason-code-wrong = { code-wrong }
reason-desk-known = { desk-known }
reason-not-head = { $head ->
    [none] The province has a newer revision of this dossier, from another desk or from a copy of this very desk, so the one here was not taken. Ask whoever sent it first; if it must still go, correct it (nopho edit, nopho attach) and submit again: it will then follow the other one.
   *[other] The province has revision { $head } of this dossier, from another desk or from a copy of this very desk, so the one here was not taken. All that was typed is still on this machine. Ask whoever sent it, then look at both and choose with "nopho both".
}
reason-parent-unknown = The gateway does not have the revision before this one. Look at that one in the queue and try again with "nopho retry"; if it stays so, please tell the province.
reason-case-closed = The agency has closed this dossier and takes nothing more. Look at its state with "nopho show"; if need be, begin a new dossier.
reason-too-big = A file is larger than the gateway takes. Replace it by a smaller one (scan again at 200 dpi) and submit again.
reason-front-too-small = The server in front of the gateway does not let this dossier's files through, even in small pieces. The dossier is safe on this machine; nothing is wrong with its form or its files. Ask the province to let more through, then send it again with "nopho retry".
reason-front-too-small-for-form = The server in front of the gateway does not let this dossier's form through because it is larger than that server allows; a form goes whole and cannot be sent in pieces. The dossier is safe on this machine; nothing is wrong with its form or its files. Ask the province to let more through, then send it again with "nopho retry".
reason-too-many-parts = The dossier has more files than the gateway takes. Put the pages into fewer files and submit again.
reason-media-refused = A file is of a kind that the gateway does not take. Replace it by another kind, usually PDF, and submit again.
reason-other-content = The gateway has something else under the same delivery key. The desk's data may be in use on two machines. Please tell whoever looks after the program, and submit nothing again before that.
reason-unreadable = The gateway cannot read the dossier. Update the program and try again with "nopho retry"; if it stays so, please tell the province.
reason-part-mismatch = A file arrives other than it was sealed, however often it is sent. Examine the machine with "nopho doctor", then try again with "nopho retry".
reason-unknown-kind = The gateway does not know this kind of request yet. Wait until the province has updated it and try again with "nopho retry".
reason-client-too-old = { $wanted ->
    [none] This version of the program is too old for the gateway. Update it and send again.
   *[other] The gateway wants at least version { $wanted } of the program. Update it and send again.
}
reason-busy = { busy }
reason-internal = { broken }
reason-disk-full = { gateway-disk-full }

## Calls

no-such-command = There is no command { $command }.
bad-arguments = The command was given arguments of the wrong shape.
bad-reply = The program could not read its own answer. What was saved is untouched. Please tell whoever looks after the program.
not-setting-up = The desk is not being set up.
not-a-desk-kind = The kind of a desk is authority, volunteer or post.
not-an-id = That is not an id. Copy it again from the list.
not-an-attachment = "{ $given }" should read COMPONENT=FILE, such as giay-chung-sinh=photo.jpg.
wrong-use = The command was not right, so nothing was done. See "nopho --help".

why = { $why ->
    [not-found] there is no such file
    [no-permission] this account may not read it
    [folder] it is a folder, not a file
    [not-a-file] it is not an ordinary file
    [not-text] its content is not UTF-8 text
   *[other] the machine could not read it; the disk or the stick may be failing
}

## Fields of the form

gap-unknown = { $field }: not right.
gap-missing = Missing: { $field }.
gap-unknown-field = { $field }: the program does not know this field and cannot send it. Check how it is spelt, or leave it out.
gap-not-asked = { $field }: is not asked for in this case. Leave it out, or give what belongs to it (On behalf of needs an Owner).
gap-form-not-an-object = The form must be a JSON object.
gap-not-an-object = { $field }: must be a group of fields.
gap-wrong-shape = { $field }: has the wrong shape. Look at a sample form.
gap-commune-not-in-list = { $field }: a commune's code of 5 digits from today's list is needed, such as 06577.
gap-not-a-phone = { $field }: 8 to 15 digits are needed, such as 0912 345 678.
gap-name-empty = Missing: { $field }.
gap-name-has-digits = { $field }: holds digits. Check the name.
gap-name-has-symbols = { $field }: holds a strange symbol. Check the name.
gap-name-too-long = { $field }: longer than 200 characters.
gap-not-an-organisation = { $field }: where an organisation is written down, choose enterprise, state body or another organisation.
gap-organisation-name-without-letter = { $field }: only digits or symbols. Write the whole name of the organisation.
gap-organisation-name-too-long = { $field }: longer than 500 characters.
gap-tax-code-length = { $field }: digits are missing or too many. A tax code has 10 digits, a branch 3 more, such as 0100112437-001.
gap-tax-code-check-digit = { $field }: the tenth digit does not go with the first nine, perhaps a slip. Read the number on the paper again; if it is as on the paper, go on.
gap-agency-code-shape = { $field }: the code of an agency is groups of plain letters and digits between dots, such as H37.1.2.
gap-decision-without-number = { $field }: write the number of the decision or licence, such as 12/QĐ-UBND of 03/02/2020.
gap-decision-too-long = { $field }: longer than 200 characters. The number and the date are enough.
gap-organisation-number-without-reason = { $field }: write why the organisation has no number yet.
gap-organisation-reason-too-long = { $field }: the reason is longer than 300 characters. Make it shorter.
gap-number-empty = Missing: { $field }.
gap-number-too-large = { $field }: the number is too long to be kept exactly. Put it in quotes, such as "020196000321".
gap-number-has-symbols = { $field }: holds something other than digits.
gap-number-length = { $field }: too few or too many digits. A personal number has 12, an old identity card 9.
gap-number-passport-length = { $field }: a passport number has 6 to 12 characters.
gap-number-passport-without-digit = { $field }: a passport number has digits.
gap-number-no-such-province = { $field }: its first three digits are the code of no province or city. Read the card again.
gap-number-missing-without-reason = { $field }: say why there is no number.
gap-number-place-not-in-list = { $field }: its first three digits are in no list of provinces and cities that the program has. Read the card again.
gap-number-other-birth-year = { $field }: the year of birth in it is not the one written.
gap-number-other-sex = { $field }: the sex in it is not the one written.
gap-number-born-in-the-future = { $field }: the year of birth in it lies ahead. Read the card again.
gap-over-media = { $field }: the gateway does not take files of this kind. Replace it by another kind, usually PDF.
gap-over-bytes = { $field }: the file is larger than the gateway takes ({ $most }). Scan again at 200 dpi, or split it.
gap-over-parts = { $field }: the gateway takes at most { $most } files for one dossier, the form included. Put the pages into fewer files.
gap-date-empty = Missing: { $field }.
gap-date-unreadable = { $field }: write day/month/year, month/year or a year, such as 21/11/2026.
gap-date-no-such-day = { $field }: that month has no such day.
gap-date-no-such-month = { $field }: there is no such month.
gap-date-year-out-of-range = { $field }: the year must be between 1850 and 2100.
gap-day-not-whole = { $field }: write the whole date, such as 25/11/2026.
gap-day-of-rest = { $field }: offices rest on that day. Look at the day again.
gap-rule = { $field }: does not fit the other fields. Check it.
gap-missing-page = Missing: { $field }.
gap-not-in-list = { $field }: is not in the list. Choose again.
gap-not-in-pattern = { $field }: is not written as it should be. See the example at the field.
gap-too-long = { $field }: longer than { $most } characters. Write it shorter.
gap-too-many = { $field }: at most { $most } can be written.
gap-too-small = { $field }: must be { $least } or more.
gap-too-large = { $field }: must be { $most } or less.
gap-same-person = { $field }: in the last 30 days this person has had a dossier of the same procedure here, code { $code }, begun on { $day }, now: { $state }. Look at that one first, so that nothing is submitted twice. If this is another matter (twins, more copies…), go on.
gap-same-organisation = { $field }: in the last 30 days this organisation has had a dossier of the same procedure here, code { $code }, begun on { $day }, now: { $state }. Look at that one first, so that nothing is submitted twice. If this is another matter, go on.
gap-same-file = { $paper ->
    [none] { $field }: the file "{ $file }" is the same as "{ $other-file }" in the same place. It may have been attached twice. Look at both and take one out.
   *[other] { $field }: the file "{ $file }" is the same as "{ $other-file }" under "{ $paper }". It may have been attached in the wrong place. Look at each of them.
}
gap-same-file-elsewhere = { $field }: the file "{ $file }" is in dossier { $code } of somebody else, too (begun on { $day }, now: { $state }). Somebody else's paper may have been attached. Look at it before submitting.
gap-name-unfinished-telex = { $field }: looks typed with the Vietnamese keyboard switched off. Read the name again.

field-form = the form
field-submitter = Submitter
field-owner = Owner
field-behalf = On behalf of
field-declaration = Declaration
field-request = Request
field-result = How the result is given
field-appointment = Day of the result
field-pages = Papers
field-kind = kind of person
field-name = name
field-number = number of the identity paper
field-value = number
field-reason = why there is no number
field-birth = date of birth
field-sex = sex
field-address = address
field-commune = commune, ward or special zone
field-detail = house, street, hamlet
field-abroad = place abroad
field-phone = telephone number
field-organisation = organisation
field-representative = legal representative
field-relation = relation to the owner
field-authority = authority

## The catalogue that the gateway offers

catalogue-other-bytes = The catalogue that came is not the file that the gateway has announced. The desk goes on with the one that it has, and fetches it again after a day. If that does not help, tell the province.
catalogue-other-version = The catalogue that came is of another version than the gateway has announced. The desk goes on with the one that it has. Ask the province to publish it again.
catalogue-too-long = The catalogue that the gateway offers is too long to be fetched. The desk goes on with the one that it has. Tell the province.
catalogue-offer-refused = The gateway has the catalogue { $version }, but this desk refuses it: { $why }
catalogue-offer-older = The gateway has the catalogue { $version }, which is older than the one in use here, so it is not fetched.
catalogue-offer-left = The gateway has the catalogue { $version }, but the desk's lead went back to an older one. Only a later one still comes by itself; to use this one again, the lead has to choose it.
catalogue-offer-coming = The gateway has the catalogue { $version }. It comes by itself once no dossier is waiting to be sent.

## Photos and scans

picture-empty = The file { $file } is empty. Scan or photograph the paper again.
picture-unknown = The file { $file } is no picture. JPEG, PNG, TIFF, WebP and BMP can be read.
picture-too-big = The file { $file } is too large (over 50 MB). Take it at a lower resolution, or scan it again at 200 dpi.
picture-too-many-dots = The picture { $file } is too large (over 50 million dots). Take it at a lower resolution, or scan it again at 200 dpi.
picture-too-many-pages = The file { $file } has more than 500 pages. Scan them into several files.
picture-cut-short = The end of the file { $file } is missing; perhaps it was not copied or sent to its end. Copy it again, or take it again.
picture-damaged = The file { $file } is damaged and cannot be read. Copy it again from where it was taken, or take it again.
picture-unusual = The file { $file } is a rare kind of picture that cannot be read. Save it as JPEG or PNG, or take it again.
picture-moving = The file { $file } is a moving picture. Photograph the paper as a still one.
picture-is-pdf = The file { $file } is a PDF, a document already, so no page is made of it. Attach it to the dossier as it is.
imaging-not-started = The part that reads pictures could not be started. Close the program and open it again; if that does not help, tell whoever looks after this machine.
imaging-out-of-memory = The picture { $file } takes more memory than is allowed. Take it at a lower resolution, or save it as JPEG.
imaging-crashed = The file { $file } brought down the part that reads pictures, so it cannot be read. Other papers are not affected. Take it again, or save it as JPEG.
imaging-stuck = Reading the picture { $file } took too long and was stopped. Take it again, or save it as JPEG.
imaging-garbled = The part that reads pictures gave an answer that makes no sense. Close the program and open it again; if that does not help, tell whoever looks after this machine.
imaging-too-big = The file { $file } is too large (over 50 MB). Take it at a lower resolution, or scan it again at 200 dpi.
pages-not-bound = The pages could not be bound into one PDF. Try again with fewer pages.
pages-not-written = { $file } could not be written: { $why ->
    [no-permission] no permission to write there
   *[other] the file exists, or the disk does not take it
}. Choose another name or place.
