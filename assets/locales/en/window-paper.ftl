# Papers printed for the resident, and the code handed over when nothing is printed. Names of papers stay as the agency has them.

paper-print = Print: { $title }
paper-reprint = Print again: { $title }
paper-fresh = Not printed yet.
paper-printed = Printed at { $when }.
paper-stale = The agency has given the code { $code }: print “{ $title }” again. The copy printed at { $when } does not have this code.
paper-opened = “{ $title }” was opened in this machine's PDF program. Print it from there.
paper-kept = Saved to { $file }.

## The paper shown in this window

paper-picture = Picture or file: { $name }
paper-not-shown = This file could not be opened. It may be damaged; please tell whoever looks after the computer.
paper-sheets = { $size }, { $pages ->
    [1] 1 page
   *[other] { $pages } pages
}
paper-save = Save
paper-do-print = Print
paper-frame-mute = This window cannot call the printer by itself. Use the print button inside the paper's frame, or save it as a file and print that.

## Letterhead

paper-no-agency = The letterhead has no agency name yet
paper-no-agency-said = Papers can still be printed, but without the agency's name. It needs to be written only once.
paper-no-agency-do = Write it in Settings

## Handing over the code instead

paper-code = The desk's provisional code
paper-code-official = The agency's code
paper-code-title = Please photograph or copy this code
paper-code-taken = Taken at the desk on { $day }, number { $number }
paper-code-said = Read this code out when you ask about the dossier. It is the desk's provisional code; the competent agency gives its own when it takes the dossier in.
paper-code-said-both = Read out either code when you ask about the dossier.
paper-code-given = The code was given to the resident
paper-code-given-now = Recorded: the code was given to the resident.
paper-code-given-at = The code was given to the resident at { $when }.
