# A stack names a certificate that exists before it: any is taken, in new listeners and in changed ones.
models.register_certificate = lambda **certificate: None
models.ELBv2Backend._certificate_exists = lambda backend, certificate_arn: True
