"""Serves an emulated AWS on a free loopback port, prints the port, and stops when standard input ends.

The last is what keeps it from outliving its parent, however that one ends.
"""

import os
import runpy
import signal
import sys

from moto.ec2.models.security_groups import SecurityGroupRule
from moto.elbv2 import models as elbv2
from moto.server import ThreadedMotoServer

# Run, not imported: nothing is written beside the sources.
runpy.run_path(os.path.join(os.path.dirname(__file__), "amend.py"))

# moto reads the description of rules for addresses only, not of those for security groups.
SecurityGroupRule.description = property(lambda rule: (rule.ip_range or rule.source_group or {}).get("Description"))

# A stack names a certificate that exists before it: any is taken, in new listeners and in changed ones.
elbv2.register_certificate = lambda **certificate: None
elbv2.ELBv2Backend._certificate_exists = lambda backend, certificate_arn: True

# Ctrl-C in a terminal reaches the whole process group: the parent decides when to stop.
signal.signal(signal.SIGINT, signal.SIG_IGN)

server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
