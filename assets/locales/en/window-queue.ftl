# The screen "Waiting".

queue-title = Waiting
queue-waiting = { $count ->
    [one] 1 dossier waiting to be sent
   *[other] { $count } dossiers waiting to be sent
}
queue-set-aside = { $count } to look at
queue-left = { $size } not sent yet
queue-progress = Sent of dossier { $code }
queue-aside = To look at ({ $count })
queue-aside-said = The dossier is safe on this computer. Open it to look, then press Send again.
queue-line = Sent by itself when there is a network ({ $count })
queue-line-held = Not sent yet, waiting ({ $count })
queue-line-not-enrolled = Sent once the desk is enrolled ({ $count })
queue-list = Dossiers that wait
queue-since = waiting since { $since }
queue-since-tried = waiting since { $since } · tried { $count } times
queue-no-name = No name yet
queue-retry = Send again
queue-retry-of = Send the dossier of { $name } again
queue-open = Open
queue-open-of = Open the dossier of { $name }
queue-choose = See both and choose
queue-choose-of = See both revisions of the dossier of { $name }, and choose
queue-retried = Queued again.
queue-more = Show more ({ $count } left)
queue-empty = No dossier waits to be sent
queue-empty-last = Last delivery: { $when }. Submitted dossiers queue here and are sent by themselves when there is a network.
queue-empty-never = Submitted dossiers queue here and are sent by themselves when there is a network.
queue-empty-not-enrolled = This desk is not enrolled at the province's system, so nothing can be sent yet. Dossiers are taken and kept safe on this computer all the same.
queue-enrol = Enrol the desk

queue-parts = The parts of this screen
queue-part-waiting = Waiting
queue-part-receipts = Ledger of receipts

ledger-title = Receipts of the province's system
ledger-count = { $count ->
    [one] 1 receipt
   *[other] { $count } receipts
}
ledger-list = Receipts
ledger-search = Find receipts
ledger-placeholder = Code, name, personal number
ledger-days = Days on which the province's system received
ledger-from = From
ledger-until = to
ledger-head-code = Dossier
ledger-head-procedure = Procedure
ledger-head-cargo = Submission
ledger-head-delivered = Received at
ledger-head-hash = Hash (SHA-256)
ledger-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
ledger-erased = The dossier was erased from this computer
ledger-none = No receipts yet
ledger-none-said = Once the province's system has every file of a dossier, its signed receipt is kept here.
ledger-none-found = No receipts found
ledger-none-found-said = Try another code or name, or fewer days.
ledger-save = Save the ledger (CSV)
ledger-names = With the names of residents
ledger-whole = The file has every receipt of the days chosen, whatever is searched for.
ledger-day = dd/mm/yyyy
ledger-day-wrong = Write the day as dd/mm/yyyy, such as 01/11/2026.
ledger-saved = Saved { $count } receipts to { $file }
ledger-receipt = Receipt of dossier { $code }
ledger-parts = Files that the province's system has ({ $count })
ledger-fact-procedure = Procedure
ledger-fact-person = Resident
ledger-fact-cargo = Submission
ledger-fact-delivered = Received at
ledger-fact-gateway = The province's system
ledger-fact-key = Key that signed
ledger-fact-whole = SHA-256 of the list of files

queue-part-compare = Compare

compare-title = This desk and the province's system
compare-now = Compare now
compare-again = Compare again
compare-counts = { $equal } the same · { $count } different
compare-filter = Side that differs
compare-side-all = All
compare-side-here = Only here
compare-side-there = Only there
compare-side-both = Both, but different
compare-list = Differences
compare-head-dossier = Dossier
compare-head-said = What differs
compare-head-todo = What to do
compare-same = Both sides are the same
compare-same-said = The province's system holds the same { $count } submissions as this desk, none missing, none more.
compare-none-yet = Not compared yet
compare-none-yet-said = The province's system is asked which dossiers of this desk it holds, and what differs is shown. Nothing is changed on either side. It needs a network.
compare-offline = Not compared
compare-offline-said = The province's system could not be asked, so nobody knows whether anything differs. The dossiers on this computer are safe; press Compare now when there is a network.
