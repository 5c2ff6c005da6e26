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
queue-line-not-enrolled = Sent once the desk is enrolled ({ $count })
queue-since = waiting since { $since }
queue-since-tried = waiting since { $since } · tried { $count } times
queue-no-name = No name yet
queue-retry = Send again
queue-retry-of = Send the dossier of { $name } again
queue-open = Open
queue-open-of = Open the dossier of { $name }
queue-retried = Queued again.
queue-more = Show more ({ $count } left)
queue-empty = No dossier waits to be sent
queue-empty-last = Last delivery: { $when }. Submitted dossiers queue here and are sent by themselves when there is a network.
queue-empty-never = Submitted dossiers queue here and are sent by themselves when there is a network.
queue-empty-not-enrolled = This desk is not enrolled at the province's system, so nothing can be sent yet. Dossiers are taken and kept safe on this computer all the same.
queue-enrol = Enrol the desk
