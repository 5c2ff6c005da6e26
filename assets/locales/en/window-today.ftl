# The screen "Today".

today-title = Today
today-search = Find a procedure or a dossier
today-placeholder = Type a procedure, a name, a personal number or a code…
today-counts = Today:
today-taken = { $count } taken at the desk
today-received = { $count } received by the agency
today-waiting = { $count } waiting to be sent
today-tasks = To do
today-all = Show all { $count } dossiers
today-no-name = No name yet
today-do-card = Check the card
today-do-not_enrolled = Enrol the desk
today-do-clock = Look in Settings
today-hits = What was found
today-hits-count = { $count ->
    [0] Nothing found
    [one] 1 thing found. Enter opens it.
   *[other] { $count } things found. Enter opens the first.
}
today-dossiers = Dossiers that are there
today-procedures = Begin a new dossier
today-more = { $count } more. Type on to narrow it down.
today-no-hit = No such dossier or procedure
today-no-hit-said = Try fewer words; accents are not needed. Of a code, type the 6 symbols in the middle; of a personal number, all 12 figures.
today-first-day = The desk is ready for its first dossier
today-first-day-said = Press New dossier, or type the name of a procedure above. It works without a network; what is typed is saved on this computer at once.
today-nothing = Nothing is left to do
today-nothing-said = Next, please: press New dossier, or type the name of a procedure above.
