# The page of one dossier.

dossier-title = Dossier
dossier-no-name = A dossier without a name
dossier-whole = Whole name
dossier-less = Less

## Where it is, and what that means

dossier-means-draft = It was not submitted. Go on typing at any time; what was typed is still there.
dossier-means-queued = Its content is locked, it is safe on this computer and is sent by itself when there is a network. Nothing more to do.
dossier-means-queued-alone = Its content is locked and it is safe on this computer. The desk is not enrolled, so it cannot be sent yet; enrol under Settings.
dossier-means-sending = File after file. If the network breaks off, it goes on from there next time.
dossier-means-delivered = The province's system holds every file and has signed a receipt. Now the agency looks at it and answers.
dossier-means-received = The agency has taken it in.
dossier-means-processing = The agency is handling it.
dossier-means-supplement-asked = Tell the resident the reason and the deadline; press Supplement when the papers are there.
dossier-means-fee-asked = Tell the resident, who pays as the agency says.
dossier-means-finished = The agency has finished. Ask the resident to fetch the result.
dossier-means-returned = The result was handed over. Nothing more to do.
dossier-means-refused = Tell the resident the reason. To submit again, begin a new dossier.
dossier-means-stopped = Tell the resident the reason. To submit again, begin a new dossier.
dossier-means-withdrawn = It was withdrawn, so nobody handles it any more.
dossier-means-set-aside = It is safe on this computer. Do as said above, then press Send again.
dossier-means-discarded = It was thrown away and sent to nobody. Press Restore to go on typing.
dossier-means-held-up = An earlier part of it must be looked at. When that is done, this one is sent by itself.
dossier-asked = The agency waits for an answer
dossier-reason = The agency says: { $reason }
dossier-no-reason = The agency gave no reason.
dossier-deadline = Until { $day }

## Codes

dossier-codes = Codes of the dossier
dossier-copy = Copy
dossier-copy-code = Copy the provisional code
dossier-copy-official = Copy the agency's code
dossier-copied = { $code } was copied.
dossier-not-copied = It could not be copied. Select { $code } and press Ctrl+C.
dossier-show = Show the code

## What can be done

dossier-edit-continue = Go on typing
dossier-edit-supplement = Supplement
dossier-edit-continue-correction = Go on with the correction
dossier-edit-correct = Correct
dossier-retry = Send again
dossier-retried = Queued again.
dossier-restore = Restore
dossier-restored = Taken back. Press Go on typing to go on.
dossier-discard-draft = Throw away
dossier-discard-correction = Throw the correction away
dossier-discarded-draft = Thrown away. It can still be taken back.
dossier-discarded-correction = The correction was thrown away. What was submitted is unchanged.
dossier-withdraw = Withdraw
dossier-withdraw-title = Withdraw dossier { $code }?
dossier-withdraw-cancel = It has not left this computer. It is withdrawn at once, will not be sent, and cannot be brought back. To submit, begin a new one.
dossier-withdraw-unsure = If no file has left this computer, it is withdrawn at once. If a part was sent, the agency is asked and will answer. Neither can be taken back.
dossier-withdraw-ask = It was sent, so the agency will be asked. It is withdrawn only when the agency answers. A correction that was not sent will not be sent any more.
dossier-taken-back-discarded = Thrown away. It can still be taken back.
dossier-taken-back-cancelled = Withdrawn. Nothing was sent.
dossier-taken-back-asked = The request is queued. The agency will answer.

## Papers to print

dossier-out = Papers to print
dossier-print = Print
dossier-reprint = Print again
dossier-declaration-said = The resident signs it; then photograph or scan it and attach it to the dossier.

## Papers and results

dossier-papers = Papers
dossier-no-papers = No paper was attached yet.
dossier-paper-received = the province's system has it, { $when }
dossier-paper-here = on this computer, no receipt yet
dossier-paper-taken-out = taken out since it was submitted last
dossier-look = View
dossier-look-at = View { $name }: { $file }
dossier-look-result = View { $name }
dossier-results = Results
dossier-result = Result
dossier-result-later = { $size } · fetched by itself when there is a network
dossier-save-result = Save { $name }
dossier-saved = Saved as { $file }.

## Facts

dossier-facts = Facts
dossier-fact-procedure = Procedure
dossier-fact-number = Number of the day
dossier-number-of = { $number }, on { $day }
dossier-fact-channel = How it was submitted
dossier-fact-taken = Taken at the desk
dossier-fact-announced = Announced to the province's system
dossier-fact-received = Received by the agency
dossier-channel-direct = In person
dossier-channel-online = Online
dossier-channel-post = By post
dossier-assistance-done_for = done for the resident
dossier-assistance-guided = guided
dossier-assistance-own = by the resident

## What happened

dossier-moments = What happened
dossier-all-moments = Show all { $count }
dossier-clock-desk = this computer's clock
dossier-clock-gateway = the province's clock

## Two desks on one dossier

both-title = Two revisions of this dossier
both-here = Revision { $revision } of this desk
both-there = Revision { $revision } of the other desk
both-there-own = Revision { $revision } from another machine
both-submitted = Submitted
both-by = Typed by
both-desk = Sent by
both-own-copy = This very desk, from a machine with a copy of its data
both-arrival = On the road
both-arrived = The province held every file at { $at }
both-arriving-since = Being sent since { $at }; the province does not hold every file
both-standing = Standing
both-told = As of
both-papers = Papers ({ $count })
both-new = new
both-left-out = No longer there, against the revision before: { $papers }
both-sealed = What this revision declares is sealed, and only the agency can read it. Ask the desk that sent it.
both-not-told = The province says no more of this revision. Ask the desk that sent it.
both-ask-again = Ask the province again
both-asking = Asking the province again what it has.
both-differs-fields = The form differs from revision { $base } (the last that both desks had)
both-differs-somewhere = The form differs from revision { $base } (the last that both desks had), where it cannot be shown here; open the dossier to see
both-differs-papers = The form is that of revision { $base } (the last that both desks had); only papers differ
both-differs-nothing = Form and papers are those of revision { $base } (the last that both desks had)
both-differs-unknown = This machine does not have the revision before, so nothing can be compared
both-empty = (empty)
both-becomes = becomes
both-choose = Choose one
both-send = Send this desk's after the other desk's
both-send-means = It goes as revision { $ours }. The agency will take revision { $ours } for the newest; revision { $theirs } is kept.
both-send-title = Send this desk's as revision { $ours }?
both-send-said = The agency will look at it in place of revision { $theirs }, which came before. If revision { $theirs } has papers that this one lacks, add them first. Once sent it cannot be called back; only a later revision can follow.
both-send-yes = Send this desk's
both-sent = Queued as revision { $revision }.
both-draft = Open what is being typed, and submit it
both-draft-means = This desk is typing a newer one. Once submitted it becomes revision { $ours }, after revision { $theirs }, which came before.
both-keep = Keep the other desk's
both-keep-means = Revision { $theirs } stays the newest. This desk's is not sent; it becomes a draft on this machine, which can be opened and submitted at any time.
both-kept = Kept revision { $revision }. This desk's is a draft on this machine.
both-later = Later
both-later-means = Nothing is sent. The dossier is safe on this machine, among those to look at again.
both-later-said = The dossier is safe on this machine, among those to look at again.
