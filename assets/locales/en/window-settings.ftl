# Texts of the settings.

settings-parts = Parts of the settings
settings-asking = (something to do)
settings-never = not yet
settings-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
settings-hours = about { $count } hours
settings-days = about { $count } days

## Desk

settings-desk = Desk
settings-name = Name of the desk
settings-no-name = no name given
settings-kind = Kind of desk
settings-kind-authority = Commune public administrative service centre
settings-kind-volunteer = Community digital team
settings-kind-post = Post office
settings-prefix = Prefix of the desk
settings-operators = People at the desk
settings-operator = Opened by
settings-version = Version of the program

## Gateway

settings-gateway = Gateway
settings-none = The desk is not enrolled at any gateway, so nothing can be sent yet. Dossiers are still taken in and kept safe on this machine.
settings-enrolled = Enrolled at
settings-heard = Last heard
settings-road = The road
settings-takes-title = What it takes
settings-takes = { $media }; at most { $size } a file; at most { $files } files a dossier, the form included
settings-clock-behind = This machine's clock is { $amount } behind the province's system. Dossiers are taken in and sent all the same, and times are reckoned by the province's clock. Set this machine's date and time right, or ask whoever looks after it.
settings-clock-ahead = This machine's clock is { $amount } ahead of the province's system. Dossiers are taken in and sent all the same, and times are reckoned by the province's clock. Set this machine's date and time right, or ask whoever looks after it.
settings-probe = Try the connection
settings-probe-busy = Trying…
settings-probe-there = { $name } was reached; it answered after { $took } milliseconds.
settings-probe-certificate = The province's certificate does not fit this machine's time: the clock is wrong, or the certificate has run out. Sending is still tried with the province's time. Check the clock; if it is right, please tell the province.
settings-probe-old = This program is version { $version }, the gateway wants { $wanted } or newer. Update the program; what waits is still there.
settings-anew = Enrol again or change the gateway
settings-anew-not = Do not enrol again
settings-anew-said = The new gateway takes the place of the one in use. What still waits for the one in use has to be sent first.
settings-enrolled-now = Enrolled at { $name }.

## Recovery card

settings-card = Recovery card
settings-card-confirmed = The recovery card was confirmed. Keep it under lock, away from the computer: when the passphrase is forgotten or the machine loses the key, only this card opens the dossiers again.
settings-card-unconfirmed = Nobody has confirmed yet that the recovery card is kept. Without the everyday key and without the card nobody can open the dossiers again.
settings-card-code = The code on the recovery card
settings-card-help = Type all nine groups to confirm that this is the desk's card. Capitals or not, hyphens or not, is all the same.
settings-card-empty = Type the code on the card.
settings-card-do = Confirm the card
settings-card-now = Confirmed: this is the desk's recovery card.

## Examination

settings-examine = Examine the machine
settings-examine-said = Reads all of the desk's data to see whether anything is damaged. With many dossiers it may take some minutes.
settings-examine-do = Examine now
settings-examine-busy = Examining…
settings-examine-well = No damage was found.
settings-examine-unwell = Something wants a look:
settings-tone-well = Good:
settings-tone-note = Good to know:
settings-tone-ask = To look at:
settings-tone-bad = Damaged:
settings-way-passphrase = passphrase
settings-way-keyring = this computer's account
settings-way-recovery = recovery card
settings-found-ways = The desk opens with: { $ways }.
settings-found-card = The recovery card is not confirmed. Confirm it under Recovery card.
settings-found-keys-one = Only one copy of the key file is whole, the other could not be written again. Check the free space on the disk, then lock and open the desk; if it stays so, please tell whoever looks after the computer.
settings-found-keys-mended = One of the two copies of the key file was damaged and has been written again.
settings-found-database = The database is whole.
settings-found-database-bad = The database is damaged ({ $what }). Please delete nothing in the data folder, and tell whoever looks after the computer.
settings-found-journal = The journal is unbroken, { $rows } rows.
settings-found-journal-unreadable = The journal cannot be read. Please delete nothing in the data folder, and tell whoever looks after the computer.
settings-found-journal-broken = The journal is broken from row { $row } on. Please delete nothing in the data folder, and tell whoever looks after the computer.
settings-found-files = { $count } sealed files are whole.
settings-found-file-bad = A sealed file of dossier { $code } is missing or damaged ({ $file }). Please delete nothing in the data folder, and tell whoever looks after the computer.
settings-found-paper-bad = A paper of dossier { $code } is missing or damaged ({ $file }). Open the dossier and attach that paper again; if it was submitted, please tell whoever looks after the computer.
settings-found-identities = { $count } missing copies of dossiers' keys were written again.
settings-found-papers-left = { $count } papers opened earlier could not be deleted because another program holds them. Close the PDF program, then lock and open the desk.
settings-found-swept = { $count } half-written files were swept away.
settings-found-clock-checked = The machine's clock ({ $now }) was compared with the province's clock.
settings-found-clock-unchecked = The machine's clock ({ $now }) was not compared with the province's clock yet.
settings-found-clock-suspect = The machine's clock ({ $now }) is earlier than a time the machine saw before ({ $latest }). Compare it with the real time and set it if needed; dossiers are taken in as usual.
settings-found-dossiers = There are { $count } dossiers on this machine.

## Papers to print

settings-paper = Papers to print
settings-paper-said = For everything that is printed from this machine. Papers are always in Vietnamese.
settings-size = Sheet
settings-size-a4 = A4
settings-size-a4-said = The sheet of an office printer.
settings-size-a5 = A5
settings-size-a5-said = Half an A4 sheet, for small printers that are carried along.
settings-letterhead = Letterhead
settings-letterhead-said = Write it as on the agency's own documents. Leave empty what is not known; papers can be printed all the same.
settings-head-superior = Superior authority
settings-head-superior-help = First line on the left. For example: ỦY BAN NHÂN DÂN XÃ THỐNG NHẤT
settings-head-agency = Name of the agency
settings-head-agency-help = Second line on the left. For example: TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG
settings-head-place = Place
settings-head-place-help = Stands before the date. For example: Thống Nhất
settings-head-phone = Telephone
settings-head-phone-help = The number that residents call. For example: 0205 3812 345
settings-head-address = Address
settings-head-address-help = Where residents hand in and fetch the result. For example: Thôn Pò Cại, xã Thống Nhất, tỉnh Lạng Sơn
settings-head-lookup = Where to look it up
settings-head-lookup-help = Where residents can ask or look up their dossier. For example: dichvucong.gov.vn
settings-head-addressed = Addressed to
settings-head-addressed-help = To whom a declaration is addressed. Empty: a dotted line to write on. For example: Ủy ban nhân dân xã Thống Nhất
settings-head-kept = Saved by itself when you stop typing.
settings-head-waiting = Not saved yet; it is saved when you stop typing.
settings-head-saving = Saving…
settings-head-saved = Saved { $time }.
settings-head-unsaved = Could not be saved. What was typed is still here.

## Display

settings-look = Display
settings-look-said = Changes show at once and are kept for the next time.
settings-language = Language
settings-language-vi = Tiếng Việt
settings-language-en = English
settings-theme = Colours
settings-theme-light = Light
settings-theme-contrast = High contrast
settings-scale = Size
settings-scale-of = { $percent } %

## Keys

settings-keys-said = Press Change key, then the key to use. An F key, or a key with Ctrl or Alt; Esc leaves it as it was.
settings-key-change = Change key
settings-key-change-of = Change key: { $name }
settings-key-awaited = Press a key…
settings-key-awaited-of = Press the new key for { $name }, Esc leaves it
settings-key-first = As at first
settings-key-first-of = First key again: { $name }
settings-keys-first = All keys as at first
settings-keys-kept = The key was changed.

## Lock

settings-lock = Lock the screen
settings-lock-said = Lock when you leave the desk. What was being typed stays; while it is locked, nothing is sent.

## The catalogue of procedures

settings-catalogue = Catalogue of procedures
settings-catalogue-name = Package
settings-catalogue-version = Version in use
settings-catalogue-trust = Signature
settings-catalogue-procedures = Procedures
settings-catalogue-counts = { $procedures } procedures, { $checked } with a checked list of papers
settings-catalogue-bring = Import a package from a file…
settings-catalogue-now = New dossiers are taken in under version { $version }.
settings-catalogue-unsigned = The catalogue in use is not signed
settings-catalogue-unsigned-said = The desk’s lead has brought this version; nobody has signed it. Ask the province for a signed one when you can.
settings-catalogue-unreadable = The imported catalogue cannot be read
settings-catalogue-unreadable-said = Version { $version } is damaged, so the one that comes with the program is in use. Import that package again. No dossier is harmed.
settings-catalogue-others = Other versions on this machine
settings-catalogue-others-said = Choose one for new dossiers. Those that were begun stay under theirs.
settings-catalogue-others-lead = Only the desk’s lead can change the version in use.
settings-catalogue-own = The one that comes with the program
settings-catalogue-use = Use this one
settings-catalogue-use-one = Use version { $version } of the catalogue
settings-catalogue-use-own = Use the catalogue that comes with the program
settings-catalogue-dossiers = { $count } dossiers
