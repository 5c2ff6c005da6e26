# Texts of the window's frame, shared by all screens. Each screen has its own file: window-….ftl.

product = Nộp Hộ
skip-to-content = Skip to the content
retry = Try again
close = Close
undo = Undo
not-now = Not now
back = Back
busy = Opening…
required = (required)
required-mark = *
failure-details = Details for whoever looks after the computer
date-time = { $time } on{"\u00A0"}{ $day }
progress = { $percent } · { $sent } of { $total }
days-left = { $days ->
    [0] due today
    [one] 1 day left
   *[other] { $days } days left
}
days-over = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
host-gone = This window has lost the program on this computer. Everything saved is still there. Close this window and open the program again.
host-stranger = The program on this computer does not know this window. Everything saved is still there. Open it again with the address that the program has just printed.
no-such-screen = This version does not have this screen. Choose another from the bar.

## Frame

nav = Screens
nav-today = Today
nav-find = Find
nav-queue = Waiting
nav-settings = Settings
nav-help = Help
nav-waiting = { $count } dossiers waiting to be sent
nav-set-aside = { $count } dossiers to look at
header-desk = Desk and operator
header-operator = At the desk: { $name }
header-clock = Time on this computer
strip = The road to the gateway
strip-asking = Looking at the road…
strip-enrol = Enrol the desk
strip-aside = See them
send-now = Send now
send-asked = Sending has begun. What has arrived shows here at once.

## Keys

cap-alt = Alt
cap-ctrl = Ctrl
cap-shift = Shift
cap-enter = Enter
cap-backspace = ⌫
cap-space = Space
keys-title = Keys
keys-said = Everything can be done from the keyboard. A key that is hard to press can be changed in Settings.
keys-everywhere = On every screen
keys-screens = From screen to screen
keys-dossier = In a dossier
keys-fields = While typing
keys-next-field = To the next field
keys-list = Up and down in a list; open the row
keys-close = Close a dialog, clear the search
keys-leave = In a dossier: back to Today; all that was typed is saved
keys-figures = Answer a question beside somebody who was just filled in
key-help = Help
key-new = New dossier
key-send-now = Send now
key-search = To the search box
key-undo = Undo what was just done
key-back = Back to the last screen
key-today = Today
key-find = Find
key-queue = Waiting
key-settings = Settings
key-turn = Show it to the resident
key-attach = Attach a paper
key-scan = Scan an identity card
key-print = Print the dossier's paper
key-next-gap = To the next missing thing
key-submit = Submit the dossier
key-reserved = The computer or the browser needs this key. Choose another.
key-too-plain = This key types a letter. Choose an F key, or add Ctrl or Alt.
key-taken = This key already means "{ $action }". Choose another.

## Help

help-title = Help
help-steps = Taking in a dossier
help-step-new = Press New dossier, type the procedure's name, then Enter.
help-step-fill = Type the declaration and attach the papers; this key leads from gap to gap.
help-step-turn = Show it to the resident, or read it out.
help-step-submit = Submit it, then give the resident the code.
help-safe-title = Where a dossier is
help-safe = Everything typed is saved on this computer at once. Without a network, dossiers wait here; when it is back, the program goes on sending by itself, each dossier once.
help-tones = The states
help-version = Version { $version }
help-draft = on this computer
help-draft-said = Not submitted. Go on typing at any time.
help-queued = waiting to be sent
help-queued-said = Its content is locked and it waits for a network. Nothing more to do.
help-sending = being sent
help-sending-said = If the network breaks off, it goes on from there next time.
help-delivered = the province's system has every file
help-delivered-said = There is a verified receipt. Only from here on it is green.
help-received = received
help-received-said = The agency has given it a code.
help-supplement = supplement asked for
help-supplement-said = The agency needs more papers. Reason and deadline stand in the dossier.
help-finished = result ready
help-finished-said = The agency has decided. The resident can collect it.
help-set-aside = to be looked at
help-set-aside-said = The dossier is safe on this computer. Open it to read why, mend it, then send it again.
header-unsigned = Catalogue not signed
header-unsigned-said = The desk uses version { $version } of the catalogue, which nobody has signed. See Settings.
