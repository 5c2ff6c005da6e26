# What the province's gateway (nopho-portal) says.

## Done

gateway-made = The gateway has been set up in { $data }. Its fingerprint: { $gateway }.
gateway-made-key = The key that opens the data: { $file }. Without this file nobody can read the gateway's data again. Back it up, apart from the backups of the data.
gateway-made-root = The root key: { $file }. Copy this file to a stick, lock it in a safe, and remove it from this machine. Only "rotate-keys" needs it.
gateway-made-next = Next: "nopho-portal --data { $data } --keys { $keys } enroll-code" for a code for each desk, and "nopho-portal --data { $data } --keys { $keys } serve" to take dossiers in.
gateway-root-here = The root key still lies on this machine: { $file }. Copy it to a stick, lock it in a safe, and remove it from here.
gateway-listening = The gateway takes dossiers in at { $url }. Ctrl+C ends it.
gateway-limits = Parts that were begun are kept for { $days } days after their last byte. Each desk may have { $size } MiB unfinished and make { $requests } requests a minute; one that wants more is told to come later, and no other desk notices.
gateway-code-made = Read this code out to the desk. It can be used once, until { $expires }. Whoever knows it can enrol in the desk's place, so do not send it through a messenger.
gateway-no-desks = No desk has enrolled yet. Make a code with "enroll-code".
gateway-desk = { $may_send ->
    [yes] { $prefix } { $name } – enrolled { $since } – { $id }
   *[no] { $prefix } { $name } – REVOKED – enrolled { $since } – { $id }
}
gateway-revoked = The desk { $prefix } { $name } may no longer send. What it has sent is still there.
gateway-rotated = Receipts are signed with the key { $key } from now on. Old receipts can still be checked. Put the root key back into its safe.

## Not done

gateway-unknown-problem = Something was not done ({ $code }). What has been taken in is still there. Please tell whoever looks after the machine.
gateway-wrong-use = The command was not used as it can be.
gateway-not-set-up = There is no gateway in this folder. Check the path, or set a new one up with "nopho-portal init".
gateway-already-set-up = There is a gateway in this folder already, so it was not set up again. Nothing has changed.
gateway-folder-not-empty = The folder holds other files. Choose an empty folder for the gateway's data.
gateway-sql = The gateway's database could not be written or read. What was taken in before is still there. Try again; if it stays so, tell whoever looks after the machine.
gateway-row = The database has a row that the program does not understand. Nothing has changed. Please tell whoever looks after the machine.
gateway-newer = A newer version of the program wrote this data (version { $found }, this one knows { $known }). The file was left as it is. Open it with the newer version.
gateway-wrong-key = The key does not open the database: it is another gateway's key, or the database is damaged. The file was left as it is; do not delete it. Check the path after --keys.
gateway-file-damaged = A sealed file is missing or damaged: { $file }. Delete nothing in the data folder. If there is a backup, restore it.
gateway-json = What was to be sent could not be made. Please tell whoever looks after the machine.
gateway-key-missing = The key file { $file } is not there. Check the path, or copy the file from its backup.
gateway-key-unreadable = { $file } is not a key file of the right kind, or was changed. Copy the file from its backup.
gateway-key-exists = There is a key file { $file } already. Key files are never overwritten. Choose another folder with --keys; if the file is left from a set-up that was cut off, move it away and begin again.
gateway-keys-inside = The key folder lies in the data folder, so whoever copies the data has the key too. Choose another folder with --keys.
gateway-wrong-root = This root key belongs to another gateway. Nothing has changed.
gateway-bad-value = The value after { $what } cannot be used. Please check it.
gateway-no-such-desk = No desk has this name, prefix or id. See the list with "desks".
gateway-desk-ambiguous = Several desks have this name or prefix. Give the desk's id, which "desks" shows.
gateway-plain-http = Without a TLS certificate the gateway only listens to its own machine (127.0.0.1). Add --tls-cert and --tls-key.
gateway-listen = This address could not be opened: it is wrong, or another program uses it.
gateway-certificate = The TLS certificate or its key cannot be read. Check the two files after --tls-cert and --tls-key.
gateway-server = The machine could not run the server. Try again; if it stays so, tell whoever looks after the machine.
gateway-panic = The program stumbled over this. What was taken in is still there. Try again; if it stays so, tell whoever looks after the machine.
portal-folder-held = { $program ->
    [none] Another program holds this folder. Wait until it has ended, or stop it first.
   *[other] The program { $program } (process { $pid }) holds this folder. Wait until it has ended, or stop it first.
}

## Where a dossier stands, by the agency's code

status-arriving = arriving
status-1 = newly registered
status-2 = received
status-3 = not received
status-4 = being processed
status-5 = papers asked for
status-6 = payment asked for
status-7 = withdrawn
status-8 = stopped
status-9 = finished
status-10 = result returned

## Looking at dossiers

gateway-list-nothing = There is no dossier yet.
gateway-show-dossier = Dossier: { $value }
gateway-show-provisional = Provisional code on the resident's paper: { $value }
gateway-show-official = Official code: { $value }
gateway-show-procedure = Procedure: { $value }
gateway-show-status = Status: { $value }
gateway-show-received = Received: { $value }
gateway-show-reason = Reason: { $value }
gateway-show-deadline = Deadline: { $value }
gateway-show-withdrawal = The resident asked for the dossier back: { $value }
gateway-show-revision = Revision { $number }, here whole since { $at }:
gateway-show-part = {"  "}{ $component }: { $name } ({ $size })
gateway-show-field = {"    "}{ $field }: { $value }
gateway-show-result = Result: { $name } ({ $size })
gateway-show-event = Event { $number }, { $at }: { $status }

## In the agency's name

advance-done = Dossier { $code } is now "{ $status }". Desks see the change when they connect next.
case-no-such-dossier = No dossier has this code. Look at the list with "list".
case-several-dossiers = Several dossiers have this code. Give the id of one of them: { $dossiers }.
case-not-delivered = The dossier has not arrived whole, so the agency has nothing to look at. Wait until the desk has sent it.
case-code-taken = This code belongs to another dossier ({ $dossier }). Check the code.
case-closed = The case is closed (not received, withdrawn or returned) and moves no more.
case-no-such-move = The case cannot go there from where it stands. Look at it with "show".
case-not-received = The dossier has not been received. Receive it first: "--to 2 --code CODE".
case-received-already = The dossier has been received and can no longer be refused. To go no further, stop it with "--to 8".
case-code-missing = A reception needs the agency's code: add --code. The gateway makes none up.
case-code-not-asked = The code comes with the reception (--to 2) only. Leave --code out.
case-code-differs = The dossier has another code, and a code never changes. Check it.
case-reason-missing = The resident must be told why: add --reason.
case-deadline-missing = The resident must be told until when: add --deadline, such as --deadline 2026-12-01.
case-deadline-not-asked = This status has no deadline. Leave --deadline out.
case-deadline-passed = The deadline has passed. Give today or a later day.
case-result-not-asked = A result goes with 4, 9 and 10 only. Leave --result out.
case-nothing-new = The case stands so already, and there is nothing new to tell.
result-unreadable = The result file cannot be read. Check the path.
result-empty = The result file is empty. Choose another one.
result-too-large = The result file has more than { $mib } MiB. Scan it at a lower resolution, or split it.
result-unknown = The result file is neither PDF nor JPEG nor PNG. Convert it to one of them.
result-cut-short = The end of the result file is missing. Copy it again.

## Handing on and taking back

export-done = { $records } dossiers and { $files } files are in { $folder }.
export-next = The next export begins with: --since { $next }
export-in-clear = The folder { $folder } is not encrypted and holds personal data. Hand it to the province's system, then delete it.
export-other-era = The gateway was restored from a backup (life no. { $era } of its data), so this place counts no more. Export from the beginning with --since 0 and compare by ThongTinKhac.
export-far-cursor = The place after --since lies behind everything in this gateway. Check it: it may be another gateway's.
export-inside = The export's folder and the data folder lie in one another. An export is in clear and must lie apart; choose another folder.
export-folder-not-empty = The folder holds other files. Choose a new or empty one.
export-folder-used = The folder holds a finished export already. Choose a new one.
import-done = Imported: { $changed } dossiers have changed, { $unchanged } had nothing new.
import-unread = Record { $record }: { $field } was passed over, because with this status it is not the promised day.
import-record = {"  "}Record { $record }: { $why }
import-unreadable = The file cannot be read, or a result file changed meanwhile. Nothing was imported. Check the path and try again.
import-not-records = The file is not a list of records in JSON. Nothing was imported. Use a file of the form that "export" writes.
import-bad-lines = Nothing was imported, because { $count } records are not right. Mend these, then import the whole file again:
import-not-an-object = not a dossier. Make it a JSON object.
import-shape = the field { $field } has another shape. Write it as "export" does.
import-date = the field { $field } has no date. Write yyyyMMddHHmmss, such as 20261201170000.
import-nameless = nothing says which dossier it is. Keep ThongTinKhac as it was exported.
import-no-such-dossier = the gateway has no such dossier. Check ThongTinKhac and MaHoSo, or leave the record out.
import-several-dossiers = several dossiers have this code. Write "nopho:" and the dossier's id into ThongTinKhac.
import-twice = the same dossier as in record { $first }. Keep one of them.
import-not-delivered = the dossier has not arrived whole. Wait until the desk has sent it, or leave the record out.
import-closed = the case is closed at the gateway and changes no more. Leave the record out.
import-not-a-code = MaHoSo is no official code. One has a dot, such as 000.00.06.H37-261123-0001.
import-code-missing = only a dossier that was received has this status. Write MaHoSo.
import-code-differs = the dossier has the code { $code }, and a code never changes. Check MaHoSo.
import-code-taken = this MaHoSo belongs to another dossier. Check the code.
import-path = the path { $path } does not lie beside this file. Put the result into the same folder and write a relative path with /.
import-result-unreadable = the result file { $path } cannot be read. Put it where the record says.
import-result-empty = the result file { $path } is empty. Copy it again.
import-result-too-large = the result file { $path } has more than { $mib } MiB. Scan it at a lower resolution, or split it.
import-result-unknown = the result file { $path } is neither PDF nor JPEG nor PNG. Convert it to one of them.
import-result-cut-short = the end of the result file { $path } is missing. Copy it again.

## Keeping and beginning anew

backup-done = { $files } files are in { $file }, encrypted and read through.
backup-key = The backup opens with the key in { $keys } alone. Keep a copy of the key elsewhere than the backup.
backup-inside = A backup in the data folder is lost with it. Choose another place, best on another disk.
backup-file-exists = There is such a file. A backup overwrites nothing; choose another name.
backup-missing = The backup cannot be read. Check the path.
backup-not-whole = This file is not a whole backup of a gateway. Nothing was restored. Copy it again, or use another one.
backup-damaged = The backup is damaged at { $file }. Nothing was restored. Copy it again, or use another one.
restore-done = The gateway is in { $data }, from the backup of { $made } (life no. { $era } of its data).
restore-next = Run "serve". Desks compare by themselves and send again what arrived after the backup. What the agency said after it must be said again, by "import" or "advance".
restore-again = The gateway knows nothing of what was done after the backup. Do it again: take back desks' right to send ("revoke"), make enrolment codes ("enroll-code"), and if the keys were rotated after it, rotate them again with the root key ("rotate-keys"); otherwise the old key signs again, and desks do not believe it. If a key for the catalogue was made or a catalogue published after it, do that again too ("catalogue-key", "catalogue publish").
restore-codes = { $count } unused enrolment codes were ended, because they may have been used after the backup.
restore-desks = { $count ->
    [0] The backup has no desk.
   *[other] The desks in the backup ({ $count }). Compare them with your own list:
}

## The catalogue of procedures

catalogue-key-made = A key that signs the catalogue was made: { $key }. It lies in { $file }: hand that file to whoever makes the catalogue, keep it secret, delete it from this machine, and put the root key back into its safe.
catalogue-sign-again = An earlier key signed the catalogue { $version }, so desks are not offered it any more. Sign it again with the new key and publish it with "catalogue publish".
catalogue-published = The catalogue { $version } is published. Each desk fetches it when it connects; dossiers that were begun go on under the catalogue that they have.
catalogue-offered = Catalogue { $version } ({ $size }), made { $made }, published { $published }, signed by { $key }. Hash of the file: { $hash }
catalogue-nothing = The gateway has published no catalogue. Desks use the one that comes with the program, or one that was brought as a file.
publish-unreadable = The file cannot be read. Nothing was published. Check the path.
publish-too-large = The file is larger than { $mib } MiB, too much for a desk on a poor line. Nothing was published. Leave something out of the package.
publish-retired-key = A key signed the package that another one has replaced, so no desk would believe it. Nothing was published. Sign it again with the key of today.
publish-older = The package { $version } is older than the one that is published ({ $offered }). Nothing has changed. If you really want to go back, add --back; desks that have the later one keep it.
publish-same-version = Another package went by the version { $version }, and desks could not tell the two apart. Nothing was published. Make the package again with a later version.
portal-package-not-one = This file is no package of the catalogue. Nothing was published. Check the file.
portal-package-newer = A later version of the program made this package, and this gateway cannot read it. Nothing was published. Bring the gateway's program up to date.
portal-package-cut-off = A part of the package is missing, or something was added behind it. Nothing was published. Copy the file again.
portal-package-unsigned = Nobody signed the package. Nothing was published. Sign it with the gateway's key for the catalogue.
portal-package-unknown-key = A key that is not this gateway's signed the package. Nothing was published. Sign it with the key from this gateway's "catalogue-key".
portal-package-altered = The package was altered after it was signed. Nothing was published. Get the file again from whoever made it.
portal-package-path = A file in the package has a name that cannot be used. Nothing was published. Make the package again.
portal-package-too-big = The package has too many files, or is too large once it is unpacked. Nothing was published. Leave something out of the package.
portal-package-version = The package's version is not written as it should be, such as 2026.11.22-2. Nothing was published. Make the package again.
portal-package-unreadable = What is in the package is no catalogue that can be read ({ $what }). Nothing was published. Mend it and make the package again.
gateway-key-inside = The key for the catalogue must not lie in the gateway's data folder: whoever copies the data would have it too. Choose another place after -o.
