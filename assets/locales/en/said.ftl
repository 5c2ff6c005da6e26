# Sentences of the window that the program composes: standing, today, the road, what happened.

## Standing

standing-draft = on this machine
standing-queued = waits to be sent
standing-sending = being sent
standing-delivered = the province's system has all files
standing-received = { $code ->
    [none] taken in
   *[other] taken in, code { $code }
}
standing-processing = being handled
standing-supplement-asked = more papers are asked for
standing-fee-asked = a payment is asked for
standing-finished = the result is there
standing-returned = the result was handed over
standing-refused = not taken in
standing-stopped = handling was stopped
standing-withdrawn = taken back
standing-set-aside = needs a look
standing-discarded = thrown away
standing-held-up = waits for an earlier part of its dossier
note-correction = a correction was not submitted yet
note-set-aside = something of it needs a look
note-revision = a supplement or correction
note-withdrawal = a request to take it back
note-withdrawal-delivered = the province's system has the request to take it back; the agency will answer
note-answered = the supplement was sent; the agency will look at it
note-receipt = receipt of { $at }
note-before = before that: { $state }
note-asked = agency: { $reason }
note-deadline = until { $day }
supplement-due = Supplement due { $day }

## Today

task-supplement = { $deadline ->
    [none] More papers are asked for in { $count } dossiers
   *[other] More papers are asked for in { $count } dossiers · nearest date { $deadline }
}
task-fee = { $deadline ->
    [none] A payment is asked for in { $count } dossiers
   *[other] A payment is asked for in { $count } dossiers · nearest date { $deadline }
}
task-set-aside = { $count } dossiers need a look
task-draft = { $count } dossiers are not finished or not submitted
task-result = { $count } results are there and not handed over
task-card = The recovery card was not confirmed. Without it, a lost passphrase means lost dossiers.
task-not-enrolled = This desk is not enrolled at the province's system, so nothing can be sent yet. Dossiers are taken and kept safe on this machine all the same.

## The road

road-none = This desk is not enrolled at the province's system
road-idle = Nothing waits to be sent
road-heard = last in touch at { $at }
road-sending = Sending
road-asking = Asking the province's system for news
road-away = No network, or no way to the province's system
road-down = The province's system is down for now
road-full = The disk of the province's system is full, please tell the province
road-broken = The province's system is in trouble; sending goes on by itself
road-busy = The province's system is busy; sending goes on by itself
road-slow = The connection is slow; sending goes on by itself from where it stopped
road-later = Not sent yet; it will be tried again by itself
road-again = to be tried again at { $at }
trouble-again = It is tried again at { $at }.
road-count = { $count } dossiers wait to be sent
road-waits = { $count } dossiers wait to be sent, safe on this machine
road-set-aside = { $count } dossiers need a look
road-aside = { $count } dossiers need a look and could not be sent

## The machine's clock

window-clock-behind = This machine's clock is { $days ->
    [none] { $hours ->
        [none] { $minutes } minutes
       *[other] about { $hours } hours
    }
   *[other] about { $days } days
} behind the province's system. Dossiers are taken in and sent all the same, and times are reckoned by the province's clock. Set this machine's date and time right, or ask whoever looks after it.
window-clock-ahead = This machine's clock is { $days ->
    [none] { $hours ->
        [none] { $minutes } minutes
       *[other] about { $hours } hours
    }
   *[other] about { $days } days
} ahead of the province's system. Dossiers are taken in and sent all the same, and times are reckoned by the province's clock. Set this machine's date and time right, or ask whoever looks after it.

## Speed, time that is left

left-moment = a few seconds left
left-seconds = about { $count } seconds left
left-minutes = about { $count } min left
left-hours = about { $count } h left
left-days = about { $count } days left
left-once-connected = once there is a network, { $left }
left-papers = the form is sent, files left: { $count }
left-files = files left: { $count }
left-answer = every file is sent, the province's system has yet to confirm
speed-last = { $speed } when last measured at { $at }
speed-unknown = speed not measured yet
month-said = { $size } this month

## This desk against the province's system

compare-lost = the province's system signed for it and does not hold all of it any more
compare-lost-todo = The receipt is still in the ledger. Tell whoever runs the province's system, with this code; once it is restored, this program sends the dossier again by itself.
compare-content = both sides have something else in submission { $revision }
compare-content-todo = Neither side is changed. Compare the hash in the ledger with the province's system and tell whoever runs it.
compare-set-aside = only at this desk, needs a look
compare-set-aside-todo = Open the dossier to see why it was not taken, mend it and send it again.
compare-unknown = only in the province's system, this machine does not have the dossier
compare-unknown-todo = It was typed in another data folder of this desk, or this machine was restored from an older backup. The province's system holds all of it; work on it there.
compare-elsewhere = the province's system has submission { $revision }, which this machine does not have
compare-elsewhere-todo = Another desk has sent a supplement, or this one was lost here. Ask that desk before you send more.
compare-no-receipt = the province's system holds all of it, the receipt has not come yet
compare-no-receipt-todo = Nothing to do: the next delivery brings the receipt.
compare-status = the province's system: { $there }; this desk: { $here }
compare-status-todo = Nothing to do: the news comes with the next contact. Press Send now to have it at once.
compare-waits = only at this desk, waits to be sent
compare-waits-todo = Nothing to do: it is sent by itself when there is a network.
compare-not-heard = no news yet

## The ledger of receipts

ledger-form = Form
ledger-part = File number { $number }
ledger-request = Request to take the dossier back
ledger-erased = a dossier that was erased from this machine
ledger-head-code = Dossier
ledger-head-procedure = Procedure
ledger-head-title = Name of the procedure
ledger-head-cargo = Submission
ledger-head-number = Part
ledger-head-part = Component
ledger-head-bytes = Bytes
ledger-head-sha256 = SHA-256 of the part
ledger-head-delivered = The province's system had everything at
ledger-head-key = Key that signed
ledger-head-gateway = The province's system
ledger-head-whole = SHA-256 of the list of files
ledger-head-person = Resident

## What happened

moment-dossier-begun = Begun at the desk
moment-draft-saved = The form was typed
moment-draft-discarded = What was typed was thrown away
moment-draft-restored = What was thrown away was taken back
moment-dossier-reopened = Opened for a correction or supplement
moment-dossier-cancelled = Taken back before it was sent
moment-page-attached = A paper was attached
moment-page-removed = A paper was taken out
moment-revision-sealed = Submission { $revision }: sealed, waits to be sent
moment-withdrawal-asked = The agency was asked to let it be taken back
moment-head-kept = Kept the other desk's revision { $revision }; this desk's stays on this machine as a draft
moment-parcel-set-aside = Something needs a look and could not be sent
moment-parcel-retried = Queued again
moment-parcel-lost-by-the-gateway = The province's system was restored from a backup, so it is sent again
moment-result-kept = The result was fetched to this machine
moment-receipt-printed = Printed the resident's paper, with the provisional code
moment-receipt-printed-with-code = Printed the resident's paper, with the official code
moment-declaration-printed = Printed the form for signature
moment-person-taken = What this dossier says of the resident was taken over into another one
moment-code-given = Gave the resident the code by hand, without a paper
moment-receipt = The province's system holds all files and has signed a receipt
moment-receipt-withdrawal = The province's system has the request to take it back and has signed a receipt
moment-supplement-arrived = The province's system says that it has the supplement
moment-registered = The province's system has registered the dossier; the agency will take it in
moment-event = Agency: { $status }

## Printed papers: official names are the same in every language

paper-receipt = Giấy tiếp nhận hồ sơ và hẹn trả kết quả
paper-note = Phiếu nhận nộp hộ hồ sơ
paper-not-opened = No program of this machine opens the PDF that was made. The paper is shown right here: print it from here, or save it as a file and print it on another machine.

## The form that is being typed

form-time-unknown = The catalogue does not say how long it takes.
form-time-without-unit = Not known: the catalogue says "{ $listed }" without a unit.
form-fee-unknown = The catalogue does not say what it costs.
form-due = Expected on { $day } at { $hour }, if the agency took it in right now. The agency sets the day when it takes the dossier in.
form-due-uncertain = Expected on { $day } at { $hour }, if the agency took it in right now and no holiday is moved. The agency sets the day when it takes the dossier in.
form-due-unknown = The agency sets the day when it takes the dossier in.
form-due-named = { $day }, as whoever took the dossier wrote. The agency may set another day when it takes it in.

## Why the result is due then

due-from-received = { $limit }, counted from the agency's reception.
due-from-announced = { $limit }, counted from the announcement to the province.
due-from-taken = { $limit }, counted from the hand-over at the desk.
due-later-closed = The agency is closed, so it counts from { $hour } on { $day }.
due-later-only-filed = The agency takes filings now, but it counts from { $hour } on { $day }.
due-later-after-the-hour = It is past { $after }, so it counts from the next working day, { $day }.
due-skipped = Left out: { $days }.
due-worked = Worked to make up, so counted: { $days }.
due-doubt = Only expected: { $because }.
doubt-year = the official holidays of { $year } are not in the program yet
doubt-day = whether { $day } is a day off was not checked against an official text
doubt-days = the days off from { $first } to { $last } were not checked against an official text
day-saturday = Saturdays
day-sunday = Sundays

## The fee and its reason

fee-none = None
fee-exempt = None (exempt)
fee-exempt-why = Exempt: { $why }
fee-exempt-if = Exempt if one of these applies: { $who }
fee-of-council = Set by the provincial council
fee-amount = { $amount }
fee-amount-published = { $amount } as published
fee-at-most = { $amount } (the most)
fee-why = { $why }.
per-page = page
per-copy = copy
per-case = case
per-person = person
per-filing = registration
per-transaction = transaction
per-document = document
per-will = will

## The QR of an identity card

card-empty = Nothing was read. Scan the card again.
card-too-long = This text is longer than any QR, so it is not a card's. Scan again, one card at a time.
card-is-payment = This is a QR to pay with, not an identity card's.
card-is-link = This is the QR of a web page, not an identity card's.
card-is-contact = This is the QR of a visiting card, not an identity card's.
card-is-network = This is the QR of a Wi-Fi network, not an identity card's.
card-is-dossier = This is the code of a dossier. To open it, scan into the search box of Today.
card-is-machine-lines = These are the lines for machines on the back of a card or in a passport. They have no marks on the name: scan the QR.
card-is-number = Only a number was read, no name. Scan the QR, not the bar code.
card-cut-short = The end of the card's code is missing. Scan again and hold the reader still until it beeps.
card-two = Two different cards were read in one go. Scan them one by one.
card-number = The number at the beginning is not a personal number. Scan again; if it stays so, type what the card says.
card-unknown = This text is not what the QR of an identity card says. Scan again; if it stays so, type what the card says.
card-no-marks = The letters came without marks: the reader may have lost them.
card-input-method = The Vietnamese input method (Telex or VNI) may have changed the letters.
card-keyboard = The reader types for another keyboard, so letters may have changed places.
card-garbled = The letters came in another encoding; nobody can tell which they are.
card-not-a-name = This does not look like a name.
card-place = The card has another order; this was recognised by its shape.
card-moved = The address on the card is { $was }, today in { $now }.
card-no-commune = No commune fits the address on the card: { $was }. Ask the resident, then choose.
card-number-field = Personal number on the card
card-old-number = Old identity card: { $number }

## As in problems.ftl, for whoever works at the window: no command is named

window-desk-not-set-up = There is no desk on this machine yet. Set one up.
window-no-such-operator = Nobody of that name works at this desk. Give the name as it stands in the desk's list.
window-operator-not-named = Several people work at this desk. Give the name of the one who works now.
window-operator-ambiguous = Several people at this desk have that name. Give the full name as it stands in the desk's list.
window-operator-without-name = The name of the person who leads the desk is needed.
window-no-such-slot = This desk was not set up to be opened that way. Use another: the passphrase, this computer's account, or the recovery card.
window-keyring-missing = The account on this computer has nowhere to keep a key (the system's keyring). Use the passphrase or the recovery card.
window-keyring-locked = The place where this computer's account keeps keys (the system's keyring) is locked. Unlock it, or use the passphrase.
window-keyring-forgot = This computer's account no longer has this desk's key, often because the account was made anew. Open with the passphrase or the recovery card.
window-keyring-not-kept = This computer's account did not keep the desk's key. Use a passphrase.
window-keyring-failed = The place where this computer's account keeps keys did not answer. Try again, or use the passphrase.
window-card-not-confirmed = The four symbols do not fit the recovery card. Look at the card again and type them once more.
window-not-open = The dossier is "{ $state }" and cannot be changed now. Once the agency asks for more papers, it can be corrected and submitted again; if the resident wants to stop, ask for it to be taken back.
window-dossier-ended = The dossier is closed ("{ $state }") and cannot be changed, submitted or taken back any more. If it is still needed, begin a new one.
window-draft-discarded = The draft of dossier { $code } was thrown away. To go on with it, take it back.
window-set-aside = Dossier { $code } was submitted, but the province's system did not take it. See why in the queue, then correct and submit it again, or send it again.
window-nothing-changed = The correction is the same as what was sealed, so it was not submitted again. Change something and submit, or throw the correction away.
window-not-enrolled = The desk is not enrolled at the province's system, so nothing can be sent yet. Dossiers are still taken in and kept safe on this machine. Ask the province for an enrolment code and enrol in the settings.
window-still-waiting = { $count } things still wait for the gateway in use, so the desk cannot go to another. Send them first, or look at them in the queue.
window-authority-unreadable = The file holds no certificates. It needs a part "BEGIN CERTIFICATE" (PEM). Ask the province for it again.
window-untrusted = The certificate is not that of the province's system (it names another server, or is not valid any more), so nothing was sent. The dossiers are safe on this machine. On a public Wi-Fi, go to another network; if it stays so, please tell the province.
window-unreachable = The province's system was not reached: there is no network, or no way from it. The dossiers are safe on this machine. Look at the cable, the Wi-Fi or the mobile network; the program sends by itself once it gets through.
window-cargo-submission = dossier, submission { $revision }
window-cargo-supplement = supplement, submission { $revision }
window-cargo-withdrawal = request to take the dossier back
window-not-the-gateway = There is a network, but what answers is not the province's system: its address may have changed, or a server stands between. The dossiers are safe on this machine. Nothing was given away. Ask whoever looks after the program to check the address, then press Send now.
window-gateway-down = There is a network, but the province's system (or the office's proxy) opens no connection; often it is being looked after. The dossiers are safe on this machine. Nothing has to be changed here; the program sends by itself once it gets through. If it lasts half a day, please tell the province.
window-stalled = The connection stood still halfway. The dossiers are safe on this machine. What was sent is not lost; the program goes on from there by itself.
window-login-page = The Wi-Fi asks to sign in, so nothing could be sent. The dossiers are safe on this machine. Open a browser and sign in to the Wi-Fi, then press Send now.
window-proxy-refuses = The office's proxy does not let the program through, often because it wants a name and a password. The dossiers are safe on this machine. Ask whoever looks after the network to let this machine reach the province's system without a password, then press Send now.
window-intercepted = The certificate comes from an unknown authority, often because a firewall or a virus scanner reads along, so nothing was sent. The dossiers are safe on this machine. Ask whoever looks after the network to leave the province's system out; if the province has a new certificate of its own, enrol again with its file.
window-signed-out = The province's system does not recognise this desk, though the clocks agree. The dossiers are safe on this machine. Please ask the province to check; the desk may have to be enrolled again with a new code.
window-too-old = This version of the program is too old for the province's system, so nothing could be sent. The dossiers are safe on this machine. Update the program, then press Send now.
window-busy = The province's system is busy and asks to be tried later. The dossiers are safe on this machine. The program tries again by itself.
window-broken = The province's system is in trouble. The dossiers are safe on this machine. The program tries again by itself; if it lasts half a day, please tell the province.
window-gateway-disk-full = The disk of the province's system is full, so it takes nothing more. The dossiers are safe on this machine. Please tell the province to make room; the program then sends by itself.
window-no-such-parcel = There is no such thing in the queue. Look at the queue again.
window-parcel-closed = A dossier was corrected or taken back while it was being sent, so this delivery stopped there. Nothing is lost; sending goes on by itself.
window-not-overtaken = This dossier no longer waits for a choice between two desks.
window-draft-open = Something about this dossier is being typed that was not submitted, so the older revision was not sent. Open what is being typed and submit it: it will follow the other desk's.
window-nothing-set-aside = Nothing of this dossier has to be tried again.
window-no-result = The dossier has no such result file.
window-result-not-fetched = The result file still lies at the province's system. It is fetched by itself when there is a network; if it is needed now, press Send now.
window-result-gone = The province's system does not hold this file any more, so it could not be fetched. Ask the office that handled the dossier and name the code { $dossier }. A copy on paper, if there is one, is handed over as usual. Once the province's system has the file again, it is fetched by itself.
window-result-refused = The province's system does not let this desk fetch this file (reason: { $reason }). Ask the province and name the code { $dossier } and the reason above. A copy on paper, if there is one, is handed over as usual.
window-result-no-room = The disk of this machine is full, so the file could not be kept. The province's system still has it. Make room on the disk; the file is then fetched by itself.
window-reason-unknown = The province's system did not take this for a reason that the program does not know ({ $reason }). Update the program and send it again; if it stays so, please tell the province.
window-reason-file-damaged = { $paper ->
    [none] A file of this dossier on this machine is missing or damaged, so it was not sent. Examine the machine to see which paper it is, scan it again, attach it and submit again.
   *[other] The file "{ $paper }" on this machine is missing or damaged, so it was not sent. Scan that paper again, take the damaged file out, attach the new one and submit again.
}
window-reason-malformed = The province's system cannot read this program's request. Update the program and send it again; if it stays so, please tell whoever looks after the program.
window-reason-front-too-small = The server in front of the province's system does not let this dossier's files through, even in small pieces. The dossier is safe on this machine; nothing is wrong with its form or its files. Ask the province to let more through, then press Send again.
window-reason-front-too-small-for-form = The server in front of the province's system does not let this dossier's form through because it is larger than that server allows; a form goes whole and cannot be sent in pieces. The dossier is safe on this machine; nothing is wrong with its form or its files. Ask the province to let more through, then press Send again.
window-reason-not-found = The province's system does not find this. Send it again; if it stays so, please tell the province.
window-reason-not-head = { $head ->
    [none] The province has a newer revision of this dossier, from another desk or from a copy of this very desk, so the one here was not taken. Ask whoever sent it first; if it must still go, correct it and submit again: it will then follow the other one.
   *[other] The province has revision { $head } of this dossier, from another desk or from a copy of this very desk, so the one here was not taken. All that was typed is still on this machine. Ask whoever sent it, then look at both and choose.
}
window-reason-parent-unknown = The province's system does not have the revision before this one. Look at that one in the queue and send it again; if it stays so, please tell the province.
window-reason-case-closed = The agency has closed this dossier and takes nothing more. Look at what happened to it; if need be, begin a new dossier.
window-reason-unreadable = The province's system cannot read the dossier. Update the program and send it again; if it stays so, please tell the province.
window-reason-part-mismatch = A file arrives other than it was sealed, however often it is sent. Examine the machine, then send it again.
window-reason-unknown-kind = The province's system does not know this kind of request yet. Wait until the province has updated it and send it again.
window-state-delivered = the province's system has all files

## The catalogue of procedures

catalogue-shipped = comes with the program
catalogue-signed = signed, the gateway vouches for it
catalogue-unsigned = not signed
change-added = new
change-removed = gone
change-name = name
change-basis = decision, legal basis
change-effect = dates of effect
change-papers = papers
change-form = form
change-time = time
change-fee = fee
change-listed = published list
change-other = something else
change-units = list of units: { $before } → { $after }
change-nothing = none
change-unit-added = new unit from { $from }
change-unit-removed = unit is gone
change-unit-renamed = new name from { $from }, before it { $before }
change-units-before = what became of { $after } units of before 01/07/2025
change-calendar = calendar: { $before } → { $after }
change-year-added = new year
change-year-removed = year is gone
change-year-announced = the year's notice was seen
change-day-added = new day
change-day-removed = day is gone
change-day-changed = day told otherwise
change-hours = working hours
unit-former = former name: { $name } (until { $until })
unit-coming = { $name } from { $since }
unit-before = before 01/07/2025: { $was }
unit-before-most = before 01/07/2025: { $was }; most of it came here, ask the resident
unit-before-part = before 01/07/2025: { $was }; perhaps only a part came here, ask the resident
listed-originals = { $count } originals
listed-copies = { $count } copies
listed-implausible = the list says “{ $listed }”, perhaps a misread number
unread-not-a-code = no code of a procedure; row left out
unread-code-twice = the code stands twice; the later row left out
unread-paper-of-nobody = a paper of a procedure that is not in the list; row left out
unread-not-a-row = number, count or kind of the row cannot be read; row left out
unread-unit-lost = a time that has lost its unit; counts as unknown
unread-no-time = no time is given
unread-time-unclear = a time in words that nobody can count with
unread-no-fee = no fee is given
unread-no-channel = no channel is given
unread-unknown-channel = a channel with another name
unread-count-implausible = a count that can be none; kept as text
unread-no-papers = not one paper is listed
unread-papers-differ = another number of papers than the list says itself
unread-not-composed = letters that were not composed; they have been
unread-unknown-column = a column that is not used
unread-unknown-field = a field that is not used
remark-unsigned = The catalogue is not signed
remark-unsigned-said = Version { $version } was brought by the desk’s lead; nobody has signed it. Compare it with the rules before submitting.
remark-other-version = There is a newer catalogue
remark-other-version-said = This dossier was begun under version { $version }; the desk uses { $in_use }. It can go on under the new one; what was typed stays.
remark-version-stays = The dossier stays under its own catalogue
remark-version-stays-said = This dossier was taken in under version { $version } and goes on under it; the desk uses { $in_use } for new ones.
remark-version-gone = The catalogue of this dossier is not here any more
remark-version-gone-said = This dossier was begun under version { $version }, which this machine has no more; it is held against { $in_use }. Look at the papers again before submitting.
remark-superseded = The province lists another decision
remark-superseded-said = The papers were checked under an earlier decision; the province now names { $decision }. Compare each paper again.
remark-ended = The procedure holds no longer
remark-ended-said = By this catalogue the procedure held until { $day }. Ask the agency before submitting.
remark-amended-soon = A new law is coming
remark-amended-soon-said = From { $day } on, the { $law } holds. { $then }
remark-amended-regarded = There is a new law
remark-amended-regarded-said = The { $law } holds since { $day }. { $then }
remark-amended = There is a new law
remark-amended-said = The { $law } holds since { $day }; this catalogue follows the old one. { $then } For dossiers from that day on a new catalogue is needed: press Send now to fetch it, or ask the province.
both-yes = Yes
both-no = No
both-not-received = the agency has not taken it in yet
