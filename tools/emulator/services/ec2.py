from moto.ec2.models.security_groups import SecurityGroupRule

# moto reads the description of rules for addresses only, not of those for security groups.
SecurityGroupRule.description = property(lambda rule: (rule.ip_range or rule.source_group or {}).get("Description"))
