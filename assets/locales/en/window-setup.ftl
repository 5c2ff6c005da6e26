# Texts of the first run, of unlocking and of enrolling.

setup-other-language = Tiếng Việt
setup-version = Version { $version }
setup-go-on = Go on
setup-preparing = Preparing…
setup-anew = The set-up before was not finished, so nothing of it was kept. Please begin again; a recovery card printed or written that time opens nothing and should be destroyed.

## Steps

setup-steps = Steps of the set-up
setup-step = Step { $number } of { $of }:
setup-step-behind = (done)
setup-step-desk = The desk
setup-step-key = How it opens
setup-step-card = Recovery card
setup-step-done = Enrolment

## Step 1

setup-desk-title = About this desk
setup-kind = Kind of desk
setup-kind-authority = Commune public administrative service centre
setup-kind-authority-said = Officials take in dossiers at the one-stop desk.
setup-kind-volunteer = Community digital team
setup-kind-volunteer-said = Members of the team hand in for people in their village or quarter.
setup-kind-post = Post office
setup-kind-post-said = Staff of the post office take in dossiers and hand them in for people.
setup-empty-kind = Choose a kind of desk.
setup-prefix = Prefix of the desk
setup-prefix-first = LS07
setup-prefix-example = Codes will look like { $prefix }-261121-K7M2QX-4
setup-prefix-help = The first part of every code that this desk gives out, so that desks are told apart. 2 to 6 letters without marks and figures, a letter first. It cannot be changed after the set-up.
setup-empty-prefix = The desk needs a prefix. If you do not know it, ask whoever is in charge at the commune or the province.
setup-name = Name of the desk
setup-name-help = What people call it, for example UBND xã Thống Nhất · Quầy số 2.
setup-operator = Full name of the person in charge
setup-operator-help = It will stand on the desk's papers.
setup-empty-operator = The full name of the person in charge is needed.

## Step 2

setup-key-title = What opens the desk from day to day?
setup-opening = How the desk is opened
setup-opening-passphrase = A passphrase
setup-opening-passphrase-said = It is typed each time the program is opened. Better where several people share the machine.
setup-opening-keyring = The account of this computer
setup-opening-keyring-said = Whoever can sign in to the account in use on this computer can open the desk, without typing anything more.
setup-keyring-mind = The desk's key is kept in the account that is signed in on this computer. Another computer, a new installation or a new account no longer has it; then only the recovery card of the next step opens the desk.
setup-passphrase = Choose the passphrase
setup-passphrase-help = At least { $least } characters. A few words together are easy to remember, for example four that have nothing to do with each other.
setup-passphrase-again = The same passphrase again
setup-passphrase-empty = Choose a passphrase of at least { $least } characters.
setup-passphrase-short = The passphrase needs at least { $least } characters. Choose a longer one.
setup-passphrase-differ = The two are not the same. Press Show to see them, and type again.
setup-void = The recovery card shown before is void
setup-void-said = The desk was not set up, so that card opens nothing. Please destroy what was printed and the file that was written. Press Go on to begin again with a new card.

## Step 3

setup-card-title = Keep the recovery card
setup-card-said = When the passphrase is forgotten or the machine loses the key, only the code on this card opens the dossiers again; nobody can issue it anew. Print the card, write it to a USB stick or copy it by hand, and keep it under lock. The code is shown in this step only.
setup-replaced = This is a new card
setup-replaced-said = Something was changed, so a card printed or written before is void. Please destroy the old card and keep this one.
setup-card-print = Print this card
setup-card-write = Write to a file
setup-card-kept = The card is kept, go on
setup-card-written = The card was written to { $file }. Print it or copy it elsewhere, then delete that file from the machine.
setup-file-name = recovery-card-{ $prefix }.txt
setup-path = File to write to
setup-path-help = The whole path, outside the data folder, for example E:\recovery-card.txt (USB).
setup-path-unclear = Give the whole path, beginning at the drive (E:\…) or with /.
setup-path-do = Write the file
setup-sheet-title = Recovery card – Nộp Hộ
setup-sheet-made = Made on
setup-sheet-code = Recovery code
setup-sheet-group = Group { $number }:
setup-sheet-said = Whoever has this code and the data folder can read every dossier of the desk. Keep the card under lock, away from the computer.
setup-sheet-use = When it is needed: on the locked screen choose "Open with the recovery card" and type the code (O is read as 0, I and L as 1).
setup-sheet-keeper = Kept by:
setup-sheet-place = Kept at:
setup-ask-title = Is the card kept?
setup-ask-said = To be sure that the code was printed or copied right, look at the card and type these four symbols.
setup-ask = Four symbols on the card
setup-ask-one = Group { $group }, symbol { $symbol }
setup-ask-short = Type all four symbols.
setup-ask-look = Look at the card again
setup-ask-do = Set up the desk
setup-ask-busy = Setting up…

## Step 4

setup-done-title = The desk is ready
setup-done-said = The desk is set up on this machine. Dossiers can be taken in at once, with or without a network. One thing is left before they can be sent: enrolling at the province's gateway.
setup-later-said = Without an enrolment code dossiers can still be taken in; they wait on this machine. Enrol later in Settings.
setup-later = Later, begin to work
setup-enrolled-title = Enrolled
setup-enrolled-said = From now on submitted dossiers are sent by themselves when there is a network.
setup-begin = Begin to work

## Enrolling

enrol-title = Enrol at the gateway
enrol-said = The province gives each desk an address and an enrolment code that is good for once. If you have none, ask whoever is in charge of the province's gateway; better take the code in person or over the phone.
enrol-url = Address of the gateway
enrol-url-help = For example nopho.langson.gov.vn
enrol-code = Enrolment code
enrol-code-help = Eight groups of four symbols and a check group. Capitals or not, hyphens or not, is all the same.
enrol-empty-url = The address of the gateway is needed.
enrol-empty-code = The enrolment code that the province gave is needed.
enrol-empty-ca = The province's certificate is needed.
enrol-ca-own = The province also sent a certificate file
enrol-ca = The province's certificate
enrol-ca-help = Paste the file's text, from the line BEGIN CERTIFICATE, or choose the file. Leave it empty if the province sent none.
enrol-ca-pick = Choose the certificate file…
enrol-ca-large = This file is too large to be a certificate. Choose the file that the province sent.
enrol-do = Enrol
enrol-busy = Enrolling…
enrol-name = Gateway
enrol-fingerprint = Fingerprint
enrol-fingerprint-said = It was compared with the enrolment code. When needed, read it out for the province to compare again.

## Unlocking

unlock-title = Unlock the desk
unlock-passphrase = The desk's passphrase
unlock-recovery = The code on the recovery card
unlock-recovery-help = Capitals or not, hyphens or not, is all the same.
unlock-keyring-said = This desk is opened by the account that is signed in on this computer. Nothing has to be typed.
unlock-operator = Full name of who works now
unlock-do = Unlock
unlock-busy = Unlocking…
unlock-others = Other ways
unlock-by-passphrase = Open with the passphrase
unlock-by-keyring = Open with this computer's account
unlock-by-recovery = Open with the recovery card
unlock-safe = While the desk is locked, every dossier stays on this machine, encrypted.

## Fields for passphrases

secret-show = Show
secret-hide = Hide
secret-caps = Caps Lock is on.
secret-has-marks = There are letters with marks: the Vietnamese input method may be on. It works, but must be typed just the same next time; better switch the input method off and type again.
