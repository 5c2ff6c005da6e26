"""Somebody else on the same line: asks for a few bytes twice a second, and notes how long each answer takes.

neighbour.py answers ADDRESS PORT
neighbour.py asks ADDRESS PORT      prints milliseconds, a line for each answer; "lost" for one that never came
"""

import socket
import sys
import time

EACH_S = 0.5
PATIENCE_S = 5.0
QUESTION = 32


def answers(address):
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(address)
    while True:
        said, asker = line.recvfrom(QUESTION)
        line.sendto(said, asker)


def asks(address):
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.connect(address)
    sent, number, following = {}, 0, time.monotonic()
    while True:
        now = time.monotonic()
        if now >= following:
            sent[number] = now
            line.send(number.to_bytes(4, "big").ljust(QUESTION))
            number, following = number + 1, following + EACH_S
        line.settimeout(max(0.001, following - time.monotonic()))
        try:
            answer = int.from_bytes(line.recv(QUESTION)[:4], "big")
        except (TimeoutError, ConnectionRefusedError):
            answer = None
        now = time.monotonic()
        if answer in sent:
            print(round((now - sent.pop(answer)) * 1000), flush=True)
        for late in [asked for asked, at in sent.items() if now - at > PATIENCE_S]:
            del sent[late]
            print("lost", flush=True)


{"answers": answers, "asks": asks}[sys.argv[1]]((sys.argv[2], int(sys.argv[3])))
