# What the command-line program says.

output-lost = The answer could not be written where it should go (the disk may be full), so it stands here. Read it before running the command again:

## Where a dossier stands

state-draft = on this machine (draft)
state-sealed = waiting to be sent
state-delivered = the gateway holds every file
state-received = received
state-refused = not taken in
state-processing = being processed
state-supplement-asked = more papers are asked for
state-fee-asked = a payment is asked for
state-withdrawn = withdrawn
state-stopped = stopped
state-finished = processing is complete
state-returned = the result was handed over

## Setting up

operator-default = Quầy { $prefix }
card-title = RECOVERY CARD – NỘP HỘ
card-text =
    Whoever has this code and the data folder can read every dossier of the desk.
    Keep the card under lock, away from the computer. Without passphrase and card nobody can open the data again.
card-prefix = Desk: { $prefix }
card-code = Recovery code:
setup-card-written = The recovery card was written to { $file }. Print it or copy it elsewhere, then delete that file from the machine.
setup-card-ask = To be sure that the card is kept, type symbols { $a }, { $b }, { $c } and { $d } of the recovery code (hyphens do not count):
setup-card-again = That does not fit. Read the card again.
setup-card-void = The desk was not set up, so the recovery card just written to { $file } opens nothing. Delete that file; the next set-up writes a new card.
setup-card-later = The recovery card was not checked, because nobody is at the keyboard. Run "nopho confirm-card" once it is kept.
setup-done = Desk { $prefix } is set up for { $operator }.
card-confirmed = Confirmed: this is the desk's recovery card.
ask-card = Type the recovery code on the card:
ask-passphrase = The desk's passphrase:
ask-new-passphrase = Choose the desk's passphrase (at least 8 characters):
ask-new-passphrase-again = The same passphrase again:
ask-operator = Name of the person who leads the desk (it will stand on papers):

## Dossiers

begun = Dossier { $code } is kept on this machine.
saved = Saved.
attached = Attached { $file } as { $component }.
detached = The paper was taken out of the dossier.
submitted = Dossier { $code } is sealed (revision { $revision }) and waits to be sent. The agency has not received it yet.
submitted-again = Dossier { $code } is sealed anew (revision { $revision }) and waits to be sent. The agency does not have this revision yet.
withdrawn-discarded = The draft of dossier { $code } was thrown away. "nopho restore" takes it back.
withdrawn-cancelled = Dossier { $code } had not left this desk and was taken out of the queue.
withdrawn-asked = Dossier { $code } has left; the request to withdraw it is queued and the agency will answer.
discarded = What was being typed was thrown away. "nopho restore" takes it back.
restored = What was being typed is back.
still-missing = { $count } still missing:
none-missing = Nothing is missing in the form and the papers.
none-missing-unchecked = Nothing is missing as far as the program knows. Nobody has checked what this procedure asks, so compare the papers yourself before submitting.
worth-a-look = { $count } worth a look (it can be submitted all the same):
list-empty = There are no dossiers yet. Begin with "nopho new".
list-empty-state = No dossier is in the state "{ $state }".
list-empty-discarded = No draft was thrown away.
list-discarded = thrown away
list-correction = a correction is not submitted yet
list-nobody = (no name yet)
show-procedure = Procedure
show-state = State
show-draft = Being typed
show-taken = Taken at the desk
show-official = The agency's code
show-no-official = none yet (the agency has not received it)
show-pages = Papers
show-revisions = Submissions
show-revision = Revision { $revision }, { $parts } files, sealed at { $at }
show-parcels = Deliveries

parcel-queued = waiting
parcel-announcing = being announced to the province's system
parcel-sending = being sent
parcel-delivered = the gateway holds every file
parcel-set-aside = needs a look
parcel-cancelled = cancelled
parcel-withdrawal-delivered = the gateway has the request
parcel-held-up = waits until the one before it was looked at

## The province's gateway

ask-enrolment = The enrolment code from the province:
enrolled = Enrolled at { $name } ({ $url }). Send dossiers with "nopho sync".
gateway-none = The desk is not enrolled at the province's gateway. Ask the province for an enrolment code and run "nopho enroll".
gateway-name = Gateway: { $name } ({ $url })
gateway-fingerprint = Fingerprint: { $fingerprint }
gateway-enrolled = Enrolled since: { $at }
gateway-must-compare = Before anything is sent the next time, both sides compare what they hold.
gateway-untried = Nothing was sent yet.
gateway-tried = Last delivery: { $at }, done.
gateway-tried-in-vain = Last try: { $at }. { $why }
clock-behind = This machine's clock is { $days ->
    [none] { $minutes } minutes
   *[other] about { $days } days
} behind the gateway's. Dossiers are taken in and sent all the same, and times are reckoned by the gateway's clock. Set this machine's date and time right, or ask whoever looks after it.
clock-ahead = This machine's clock is { $days ->
    [none] { $minutes } minutes
   *[other] about { $days } days
} ahead of the gateway's. Dossiers are taken in and sent all the same, and times are reckoned by the gateway's clock. Set this machine's date and time right, or ask whoever looks after it.
sync-delivered = Delivered, and signed for by the gateway: { $count }.
sync-news = News of dossiers: { $count }
sync-results = Result files fetched: { $count }.
sync-waiting = Still waiting, safe on this machine: { $count }.
sync-results-waiting = Result files still to be fetched: { $count }.
result-gone = The gateway does not hold this file any more, so it could not be fetched. Ask the office that handled the dossier and name the code { $dossier }. A copy on paper, if there is one, is handed over as usual. Once the gateway has the file again, "nopho sync" fetches it.
result-refused = The gateway does not let this desk fetch this file (reason: { $reason }). Ask the province and name the code { $dossier } and the reason above. A copy on paper, if there is one, is handed over as usual.
result-no-room = The disk of this machine is full, so the file could not be kept. The gateway still has it. Make room on the disk, then run "nopho sync" again.
result-not-kept = This machine could not keep the file. { $why }
sync-set-aside = To be looked at: { $count }
sync-done = Nothing waits any more.
queue-empty = Nothing waits.
queue-since = since { $since }
queue-tries = tried { $count } times
compared-equal = { $count } submissions are the same on both sides.
receipts-written = Wrote { $count } receipts to { $file }.
retried = Queued again. Send with "nopho sync".
result-written = The result { $name } was written to { $file }. That file is not encrypted any more; delete it when it is no longer needed.
paper-written = The paper was written to { $file } ({ $pages } pages). That file is not encrypted; delete it when it has been printed.
code-given = Entered: the resident was given the code.
letterhead-superior = Superior agency: { $text }
letterhead-agency = Agency: { $text }
letterhead-place = Place: { $text }
letterhead-address = Address: { $text }
letterhead-phone = Telephone: { $text }
letterhead-lookup = Where to ask: { $text }
letterhead-addressed = Declarations are addressed to: { $text }
letterhead-empty = (not written down)
list-set-aside = needs a look
list-revision-waiting = a new revision waits to be sent
list-withdrawal-waiting = a request to withdraw waits to be sent
list-withdrawal-delivered = the gateway has the request to withdraw
cargo-submission = dossier, revision { $revision }
cargo-supplement = supplement, revision { $revision }
cargo-withdrawal = request to withdraw
cargo-journal-head = head of the journal
status-unknown = status { $status } (not known to the program)
show-announced = Announced to gateway
show-received = Received by the agency
show-not-yet = not yet
show-asked = The agency asks
show-deadline = To be answered by
show-until = until { $day }
show-supplement-arrived = the gateway has got the supplement
show-receipts = The gateway's receipts
show-receipt = Held since { $at }, delivery key { $key }
show-events = What has happened
show-results = Results
show-fetched = fetched
show-not-fetched = not fetched yet

## Examination

doctor-well = Nothing is damaged.
doctor-unwell = Something is damaged:
doctor-slots = Opens with: { $slots }
doctor-card-unconfirmed = The recovery card has not been confirmed. Run "nopho confirm-card".
doctor-keys-mended = One of the two copies of the keys was damaged and has been written again.
doctor-keys-one = Only one copy of the keys is whole; the other could not be written. Look for room on the disk and open the desk again; if it stays so, please tell whoever looks after the program.
doctor-database-well = Database: whole.
doctor-database-unwell = The database is damaged somewhere ({ $what }). Please delete nothing in the data folder, and tell whoever looks after the program.
doctor-journal-well = Journal: { $entries } entries, unbroken.
doctor-journal-unreadable = Journal: cannot be read. Please delete nothing in the data folder, and tell whoever looks after the program.
doctor-journal-broken = Journal: broken from entry { $entry } on. Please delete nothing in the data folder, and tell whoever looks after the program.
doctor-files = Encrypted files: { $right } right.
doctor-file-damaged = { $paper ->
    [none] An encrypted file of dossier { $code } is missing or damaged: { $file }. Please delete nothing in the data folder, and tell whoever looks after the program.
   *[other] The paper "{ $paper }" of dossier { $code } is missing or damaged ({ $file }). Attach that paper again; if the dossier was submitted, please tell whoever looks after the program.
}
doctor-identities-mended = Wrote { $count } missing copies of dossiers' own keys again.
doctor-swept = Swept { $count } half-written files away.
doctor-papers-left = { $count } printed papers of before could not be deleted because another program has them open. Close the program that shows PDFs.
doctor-clock-unchecked = Clock: { $now }, not compared with the province's time yet.
doctor-clock-checked = Clock: { $now }, compared with the province's time.
doctor-clock-suspect = Clock: { $now } is before what this machine once noted ({ $latest }). Either this clock or the earlier one may be wrong. Compare it with the real time and set it if need be; dossiers are taken as usual.
doctor-gateway = Gateway: { $name }, answered after { $took } ms.
doctor-gateway-certificate = The gateway's certificate does not fit this machine's time: the clock is wrong, or the certificate has run out. Delivery is tried with the gateway's own time.
doctor-gateway-away = Gateway: could not be asked. { $why }

way-passphrase = passphrase
way-keyring = the machine's keyring
way-recovery = recovery card

## The window in a browser

window-at = The window is at { $url }
window-how-to-end = Open this address in a browser on this machine; whoever has it can do all that the desk can, so give it to nobody. Ctrl+C ends it.
listen-not-loopback = The window opens for this machine only, so the address "{ $listen }" cannot be used. Use 127.0.0.1 with a port, such as 127.0.0.1:0 (0: the machine chooses).
listen-taken = The address { $listen } could not be opened, because another program uses it. Choose another port, or leave 127.0.0.1:0 for the machine to choose.
window-not-started = The machine does not let the window open in a browser just now. Nothing is lost. Close some other programs and try again.
window-foreign = This request did not come from Nộp Hộ's own window, so it was not carried out. Open the address that "nopho serve" printed.
window-token = This window may no longer work here, perhaps because "nopho serve" was started again. What was saved is untouched. Open the new address that "nopho serve" printed.
window-tries = A wrong address was opened too many times. Wait a minute, then open the address that "nopho serve" printed.
window-place = Nộp Hộ has no such page. Open the address that "nopho serve" printed again.

## The catalogue of procedures

procedures-none = No procedure was found for "{ $query }". Try fewer words, or the code.
procedure-perhaps = perhaps
procedure-present = Who must be present
procedure-with-form = with a form
procedure-checked = its papers were checked
procedure-unchecked = nobody has checked what it asks
procedure-field = Field
procedure-agency = Who decides
procedure-decision = Published by decision
procedure-time = Time limit
procedure-fee = Fee
procedure-exempt = Exempt
procedure-result = Result
procedure-from = Holds from
procedure-to = Holds until
procedure-basis = Legal basis
procedure-source = Source
procedure-version = Catalogue version
procedure-listed = As the province’s list has it (for reading, not checked)
procedure-papers = Papers
procedure-when = when: { $when }
procedure-instead = instead: { $papers }
procedure-example = A form that is filled in (as "nopho new --form" takes it):
procedure-schema = "--json" gives the schema of the form as well.

## Packages of the catalogue

package-built = The package was written to { $file }.
package-folder-written = The folder of a package was written to { $folder }. Look at it, then run "nopho catalogue build".
package-signature = Signature
package-signed = right, key { $key }
package-signed-by-nobody = nobody signed it
package-signature-not-checked = key { $key }, not checked
package-made = Made on
package-procedures = Procedures
package-checked = With checked papers
package-listed = In the province’s list
package-units = Units
package-units-told = of { $edition }, { $provinces } provinces, { $communes } communes
package-calendar = Calendar
package-calendar-told = of { $edition }, years { $years }, { $days } days listed
package-list-none = none in it; the program’s own counts
package-files = Files
package-hash = Hash
package-no-changes = No procedure, unit or day differs.
package-dossiers = { $count } dossiers
package-in-use-unreadable = Version { $version } of the catalogue cannot be read; the one that comes with the program is in use. Import that package again.
list-read = { $procedures } procedures and { $papers } papers were read. Not understood, or in doubt:

both-title = Dossier { $code }: two desks have sent
both-here = This desk: revision { $revision }, submitted at { $at }{ $by ->
    [none] {""}
   *[other] , typed by { $by }
}
both-there = The other desk: revision { $revision }{ $desk ->
    [none] {""}
   *[other] , { $desk }
}
both-there-own = Revision { $revision } was sent by this desk too, from a machine with a copy of its data
both-not-told = { "  " }The gateway says no more. Ask the other desk.
both-delivered = { "  " }the gateway held all of it at { $at }
both-arriving = { "  " }the other desk is still sending; the gateway does not hold every file
both-status = { "  " }standing: { $status }
both-no-papers = { "    " }no papers
both-new = (new)
both-changed = { "  " }differs from revision { $base }, which both desks had:
both-unchanged = { "  " }the form is that of revision { $base }, which both desks had
both-no-base = { "  " }this machine has no earlier revision to compare with
both-left-out = { "  " }paper taken out: { $paper }
both-empty = (empty)
both-choose = Choose: send this desk's after revision { $revision } (--send-after), or keep the other desk's revision { $revision } and this one as a draft (--keep-theirs). Until then the dossier is safe on this machine.
both-has-draft = Something is being typed that was not submitted: submit it with "nopho submit", and it will follow the other desk's.
both-sent-after = Queued as revision { $revision }, after the other desk's.
both-kept-theirs = Kept the other desk's revision { $revision }. This desk's will not be sent; it stays on this machine as a draft.

## Pages of pictures

page-line = { $file }, page { $number }: { $width } × { $height } dots, { $dpi } dpi, { $kb } kB, { $ms } ms
pages-written = Wrote { $pages } pages to { $file } ({ $kb } kB). This file is not encrypted; delete it when it is done with.

# What may be wrong with a page, and what to do.
defect-blurred = Blurred: letters and numbers may be unreadable. Hold the camera still and take it again.
defect-too-dark = Too dark. Take it again with more light.
defect-too-bright = Too bright: strokes are washed out. Take it again out of direct sunlight.
defect-glare = Glare hides some of the writing. Turn the paper or switch off the flash, and take it again.
defect-cut-off = Part of the paper may be cut off. Take it with all four edges.
defect-few-dots = Too few dots, under 150 dpi. Take it from nearer, or scan it at 200 dpi.
defect-blank = A blank page: no writing is seen. It may lie face down.
defect-faint = Writing is too faint for its paper. Take it again with more light; if the original is faint, add a note.
defect-upside-down = Upside down. Turn it.
defect-sheet-not-found = The paper's edges are not seen, so the page shows the desk as well. Lay it on another colour and take it again.
defect-same-page = This page is the same as another one. It may have been taken twice.
