# The screen "Find".

find-title = Find
find-search = Find a dossier
find-placeholder = Type a name, a personal number, a phone number or a code…
find-list = Dossiers
find-filter = Show
find-filter-all = All
find-filter-draft = Being typed
find-filter-waiting = Waiting to be sent
find-filter-delivered = Sent in full
find-filter-supplement = Supplement asked
find-filter-result = Result there
find-filter-set_aside = To look at
find-filter-discarded = Thrown away
find-count = { $count ->
    [one] 1 dossier
   *[other] { $count } dossiers
}
find-count-filtered = { $count ->
    [one] 1 dossier of this kind
   *[other] { $count } dossiers of this kind
}
find-hits = { $count ->
    [0] No dossier found
    [one] 1 dossier found
   *[other] { $count } dossiers found
}
find-head-code = Code
find-head-person = Submitted by
find-head-procedure = Procedure
find-head-standing = Where it is
find-head-begun = Begun
find-head-restore = Restore
find-no-name = No name yet
find-restore = Restore
find-restore-of = Restore { $code }
find-restored = Dossier { $code } was taken back. It stands among those being typed.
find-everything = Look in all dossiers
find-none-yet = No dossier yet
find-none-yet-said = Press New dossier to begin the first one. Dossiers can be taken without a network.
find-none-of-these = No dossier of this kind
find-none-of-these-said = The others are still there. Choose another kind above.
find-no-hit = No dossier found
find-no-hit-said = Try fewer words, for example only the given name or only the family name; accents are not needed. From a receipt, type the 6 symbols in the middle of the code. From an identity card, type the whole personal number.
find-no-hit-filtered = Not found among these
find-no-hit-filtered-said = It may be of another kind by now. Look in all dossiers, or type fewer words; accents are not needed.
