"""Serves an emulated AWS on a free loopback port, prints the port, and stops when standard input ends.

The last is what keeps it from outliving its parent, however that one ends. Until then, each line of standard input is
the address at which the parent runs functions.
"""

import os
import runpy
import signal
import sys

from moto.server import ThreadedMotoServer

# Run, not imported: nothing is written beside the sources.
runpy.run_path(os.path.join(os.path.dirname(__file__), "amend.py"))

# Ctrl-C in a terminal reaches the whole process group: the parent decides when to stop.
signal.signal(signal.SIGINT, signal.SIG_IGN)

# moto's threads share dictionaries without locks, and fail where one is read while another thread adds to it. With a
# long interval, Python interrupts no request in the middle: threads take turns only where they wait for something.
sys.setswitchinterval(10)

server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
for line in sys.stdin:
    os.environ["FUNCTION_RUNTIME"] = line.strip()
