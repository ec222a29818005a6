"""Serves an emulated AWS on a free loopback port, prints the port, and stops when standard input ends.

The last is what keeps it from outliving its parent, however that one ends.
"""

import signal
import sys

from moto.ec2.models.security_groups import SecurityGroupRule
from moto.server import ThreadedMotoServer

# moto reads the description of rules for addresses only, not of those for security groups.
SecurityGroupRule.description = property(lambda rule: (rule.ip_range or rule.source_group or {}).get("Description"))

# Ctrl-C in a terminal reaches the whole process group: the parent decides when to stop.
signal.signal(signal.SIGINT, signal.SIG_IGN)

server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
