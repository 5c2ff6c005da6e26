# What the command-line program says.

## Where a dossier stands

state-draft = on this machine (draft)
state-sealed = waiting to be sent
state-delivered = the province's system holds every file
state-received = received
state-refused = not taken in
state-processing = being processed
state-supplement-asked = more papers are asked for
state-fee-asked = a payment is asked for
state-withdrawn = withdrawn
state-stopped = stopped
state-finished = the result is there
state-returned = the result was handed over

## Setting up

operator-default = Desk lead
card-title = RECOVERY CARD – NỘP HỘ
card-text =
    Whoever has this code and the data folder can read every dossier of the desk.
    Keep the card under lock, away from the computer. Without passphrase and card nobody can open the data again.
card-prefix = Desk: { $prefix }
card-code = Recovery code:
setup-card-written = The recovery card was written to { $file }. Print it or copy it elsewhere, then delete that file from the machine.
setup-card-ask = To be sure that the card is kept, type symbols { $a }, { $b }, { $c } and { $d } of the recovery code (hyphens do not count): 
setup-card-again = That does not fit. Read the card again.
setup-card-later = The recovery card was not checked, because nobody is at the keyboard. Run "nopho confirm-card" once it is kept.
setup-done = Desk { $prefix } is set up for { $operator }.
card-confirmed = Confirmed: this is the desk's recovery card.
ask-card = Type the recovery code on the card: 
ask-passphrase = The desk's passphrase: 
ask-new-passphrase = Choose the desk's passphrase (at least 8 characters): 

## Dossiers

begun = Dossier { $code } is kept on this machine.
saved = Saved.
attached = Attached { $file } as { $component }.
submitted = Dossier { $code } is sealed (revision { $revision }) and waits to be sent. The agency has not received it yet.
withdrawn-discarded = The draft was discarded. "nopho restore" takes it back.
withdrawn-cancelled = The dossier had not left this desk and was taken out of the queue.
withdrawn-asked = The dossier has left; the request to withdraw it is queued and the agency will answer.
restored = The draft is back.
still-missing = { $count } still missing:
none-missing = Nothing is missing in the common blocks.
list-empty = There are no dossiers yet. Begin with "nopho new".
list-nobody = (no name yet)
show-procedure = Procedure
show-state = State
show-taken = Taken at the desk
show-official = The agency's code
show-no-official = none yet (the agency has not received it)
show-pages = Papers
show-revisions = Submissions
show-revision = Revision { $revision }, { $parts } files, sealed at { $at }
show-parcels = Queue

parcel-queued = waiting
parcel-announcing = being announced
parcel-sending = being sent
parcel-delivered = delivered
parcel-set-aside = needs a look
parcel-cancelled = cancelled

## Examination

doctor-well = Nothing is damaged.
doctor-unwell = Something is damaged:
doctor-slots = Opens with: { $slots }
doctor-card-unconfirmed = The recovery card has not been confirmed. Run "nopho confirm-card".
doctor-keys-mended = One of the two copies of the keys was damaged and has been written again.
doctor-database-well = Database: whole.
doctor-database-unwell = Database: { $what }
doctor-journal-well = Journal: { $entries } entries, unbroken.
doctor-journal-broken = Journal: broken at entry { $entry }.
doctor-files = Sealed files: { $right } right.
doctor-file-damaged = Sealed file missing or damaged: { $file }
doctor-swept = Swept { $count } half-written files away.
doctor-clock-unchecked = Clock: { $now }, not compared with the province's time yet.
doctor-clock-checked = Clock: { $now }, compared with the province's time.
doctor-clock-suspect = Clock: { $now } is before what this machine has already seen ({ $latest }). Set the clock; dossiers are taken as usual.

way-passphrase = passphrase
way-keyring = the machine's keyring
way-recovery = recovery card
