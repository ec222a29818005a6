# moto would hand messages to a container engine as they arrive; here, a process of ours reads them as Lambda does.
models.Queue.lambda_event_source_mappings = property(lambda queue: {}, lambda queue, mappings: None)
