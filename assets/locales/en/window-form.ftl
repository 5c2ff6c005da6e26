# The form of a dossier: choosing the procedure, typing, papers, checking, submitting.

## Choosing the procedure

form-new = New dossier
form-find = Find a procedure
form-find-placeholder = Name or code of the procedure, marks are not needed
form-found = The { $count } closest procedures
form-found-vague = Not sure which one is meant. Read the names and choose, or type more.
form-found-none = No procedure matches
form-found-none-said = Type fewer words, such as "khai sinh", or the code of the procedure.
form-no-form = Uses the common form
form-unchecked = The list of papers has not been checked
form-begin-how = For the new dossier
form-channel = How it is submitted
form-channel-direct = In person
form-channel-online = Online
form-channel-post = Through the public post
form-assistance = Who types
form-assistance-done_for = The desk, for the resident
form-assistance-guided = The resident, guided by the desk
form-assistance-own = The resident alone
form-begin-keys = Up and down to choose, Enter to begin.

## Head of the page

form-title = New dossier · { $name } ({ $code })
form-title-correction = Correct or supplement · { $name } ({ $code })
form-window = New dossier · { $code }
form-title-more = Show the whole name
form-title-less = Shorten the name
form-code = Provisional code of the dossier
form-official-code = Code of the dossier: { $code }
form-saved = Saved { $time }
form-saving = Saving…
form-not-saved = Not saved yet
form-leave = Back to Today
form-left = Dossier { $code } is saved on this computer.
form-more = More
form-discard = Discard this dossier
form-discard-said = It goes to "discarded" under Find and can be brought back.
form-discarded = Dossier { $code } is discarded. It can still be found under Find, discarded.
form-merged = This dossier has just been saved in another window. The newest version is here; what you have just typed was kept.

## Opening

form-sealed = The content of this dossier is locked
form-sealed-said = It was submitted, so it cannot be changed directly. To correct or supplement it, open a new version; the submitted one stays as it is.
form-sealed-open = Open to correct
form-dropped = This dossier was discarded
form-dropped-said = Everything typed is still there. Bring it back to go on.
form-restore = Bring back
form-show = Show the dossier

## Blocks

form-steps = Parts of the dossier
form-step-number = { $number }
form-rail-done = complete
form-rail-missing = { $count } missing
form-rail-empty = nothing yet
form-rail-papers = { $given }/{ $all }
form-rail-papers-read = { $given } of { $all } papers are there
form-rail-unchecked = { $files ->
    [0] not checked
    [one] { $files } file
   *[other] { $files } files
}
form-rail-later = at the end
form-rail-ready = ready
form-missing = { $count } missing
form-missing-none = Nothing is missing
form-missing-none-unchecked = All required fields are filled in
form-unchecked-said = The list of papers of this procedure has not been checked. Compare it with the rules before submitting.
form-missing-go = Next missing thing
form-missing-show = Show the list
form-missing-hide = Hide the list
form-warnings = Worth another look
form-open-other = Open dossier { $code }
form-due = Due
form-fee = Fee
form-present = In person
form-time = Time allowed
form-fact-more = Show all
form-fact-more-of = Show all: { $name }
form-fact-less = Less
form-fact-less-of = Less: { $name }
form-turn = Show it to the resident
form-side = How the dossier stands

## Fields

form-not-needed = Not needed in this case
form-clear = Clear
form-clear-name = Clear: { $label }
form-unchoose = Clear choice
form-unchoose-name = Clear choice: { $label }
form-choose = Choose…
form-date-shape = day/month/year
form-time-shape = hour:minute
form-yes = Yes
form-no = No
form-computed-empty = Not yet, written by the program
form-options = { $count ->
    [0] Nothing matches
    [one] { $count } line
   *[other] { $count } lines
}
form-options-none = Nothing matches. What you typed is kept.
form-options-more = { $count } more, go on typing
form-looking = Looking…
form-row-remove = Take this one out
form-row-remove-name = Take this one out: { $name }
form-row-removed = Taken out: { $name }
form-rows-removed = Taken out of { $name }
form-rows-full = There are { $most } already, no more can be added.
form-rows-over = Take out the { $count } beyond the lines of the form
form-rows-clear = Take all out: { $name }

## Papers

form-paper-given = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
form-paper-looked-up = not to be handed in
form-paper-show = shown at the desk
form-paper-missing = missing
form-paper-optional = if there is one
form-paper-not_needed = not needed in this case
form-instead = In its place…
form-instead-itself = This paper itself
form-instead-of = In its place: { $name }
form-add = Add files
form-add-name = Add files: { $name }
form-print = Print the form to sign
form-print-said = Print the form, let the resident read and sign it, then scan it and add the file. Empty fields are printed as dotted lines to be written by hand.
form-print-unsaved = What was typed last could not be saved, so nothing was printed. Please try again in a moment.
form-add-said = or drop them here, or paste a picture with Ctrl+V. JPEG, PNG, PDF.
form-drop-here = Drop here
form-drop-elsewhere = Drop the file onto the paper that it belongs to.
form-pasted = Pasted picture { $time }
form-file-signed = digitally signed, sent as it is
form-file-view = View
form-file-view-name = View { $name }
form-file-remove = Remove
form-file-remove-name = Remove { $name }
form-file-remove-sure = Take this file out of the dossier?
form-file-remove-yes = Remove the file
form-file-keep = Keep it
form-file-picture = Small picture of { $name }
form-file-large = Picture { $name }
form-file-unreadable = This computer cannot read the file. The stick may be gone or the file was moved. Choose it again.
form-file-refused = { $name } was not added
form-file-going = { $left ->
    [1] Adding { $name }
   *[other] Adding { $name } and { $others } more
}
form-files = Files for { $name }

## Checking, submitting

form-check = Read it back to the resident
form-check-said = Read line by line, or turn the screen, and submit.
form-check-empty = Nothing typed yet.
form-check-papers = Papers that go along
form-check-no-papers = No papers go along.
form-check-files = { $name } ({ $count ->
    [one] { $count } file
   *[other] { $count } files
})
form-submit = Submit
form-submit-missing = { $count } missing. Submit leads to the first of them.
form-submit-gaps = Not submitted: { $count } missing. This is the first.
form-submit-unplaced = Not submitted: { $said }
form-submit-uploading = Files are still being added. Submit when they are in.
form-submit-unsaved = Not saved, so not submitted. What you typed is still here.
form-submit-said = Once submitted, the content is locked and waits to be sent. No network is needed.

## The resident looks

form-turned = Please check
form-turned-said = This is what will be sent. If anything is wrong, tell the person at the desk now.
form-turned-on = There is more below
form-turned-seen = Seen to the end

## Submitted

form-submitted = Submitted
form-submitted-waits = The content of the dossier is locked and it waits to be sent. The agency has not received it yet.
form-submitted-alone = The agency has not received this dossier yet.
form-submitted-alone-later = { dossier-means-queued-alone }
form-submitted-code = Provisional code, please copy it or take a picture
form-no-printer = No printer: show the code
form-submitted-waits-later = The program sends it when there is a network. There is nothing more to do.
form-submitted-delivered = The province's system holds every file. The agency has not received the dossier yet.
form-submitted-delivered-later = Now the agency looks at it and answers. There is nothing more to do.
form-submitted-received = The agency has received the dossier and given it its code.
form-submitted-received-later = What is printed from now on shows the agency's code.

## The catalogue

form-move-on = Go on under the catalogue in use
form-remarks = What to know about the catalogue
form-facts = Appointment, fee and time limit
form-listed = The published list, for reading ({ $count } papers)
form-listed-said = Word for word as published; nobody has checked it, so it does not tell what is missing.
form-listed-source = Source: { $source }

## People who are known already, and identity cards

form-person-known = People whom this desk has served
form-person-offers = { $count } people fit, press the down arrow to choose
form-person-from = from dossier { $code } of { $day }
form-person-own = written in { $title } of this dossier
form-person-source = Taken from dossier { $code } of { $day }.
form-person-copied = Taken from { $title } of this dossier.
form-person-card = Written as the QR on the card says.
form-person-ask = Ask the resident whether it still holds.
form-person-right = It does
form-person-undo = Take back what was written
form-person-unconfirmed = { $title }: the resident was not asked yet
form-person-extras = The card also says: { $said }
form-person-moved = The address on the card is { $was }. That commune was divided among several. In which one does the resident live today?
form-person-likely = { $name } (most of it went here)
form-person-differs-card = { $label }: here it says "{ $old }", on the card "{ $value }".
form-person-differs-dossier = { $label }: here it says "{ $old }", in the other dossier "{ $value }".
form-person-differs-form = { $label }: here it says "{ $old }", in the other part "{ $value }".
form-person-another = The number differs from the one that stands here: these may be two people. Ask.
form-person-also = Write this person into another part, too:
form-person-write = Write "{ $value }"
form-person-doubtful-name = The name was read as "{ $raw }". { $why }
form-person-doubtful-commune = The address was read as "{ $raw }". { $why }
form-person-doubtful-detail = The address was read as "{ $raw }". { $why }
form-organisation-known = Organisations that have had dossiers at this desk
form-organisation-offers = { $count ->
    [one] One organisation fits, the down key chooses
   *[other] { $count } organisations fit, the down key chooses
}
form-organisation-ask = Ask the submitter whether it is still right.
form-organisation-another = Another number than the one that stands here: these may be two organisations. Ask.
form-scan = Scan a card
form-scan-title = Scan an identity card: { $title }
form-scan-said = Hold the QR on the card to the reader, or paste what it says into the box. No photograph of the card is needed.
form-scan-box = What the QR says
form-scan-read = Write it into the form
form-scan-raw = Read: { $raw }
