import time

# moto would hand messages to a container engine as they arrive; here, a process of ours reads them as Lambda does.
models.Queue.lambda_event_source_mappings = property(lambda queue: {}, lambda queue, mappings: None)


def set_attributes(queue, attributes, now=None, set=models.Queue._set_attributes):
    """Keeps the policy when another attribute is set."""
    set(queue, {"Policy": getattr(queue, "policy", None), **attributes}, now)


models.Queue._set_attributes = set_attributes
# moto keeps it, but does not answer with it.
models.Queue.BASE_ATTRIBUTES = [*models.Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
models.Queue.redrive_allow_policy = None


def is_message_valid(backend, queue_name, message):
    """moto asks for all attributes of the queue, and counts its messages anew for each one that it reads."""
    return backend.get_queue(queue_name).message_retention_period + message.sent_timestamp / 1000 > time.time()


models.SQSBackend.is_message_valid_based_on_retention_period = is_message_valid
