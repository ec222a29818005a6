import time

Queue = models.Queue

# moto would hand messages to a container engine as they arrive; here, a process of ours reads them as Lambda does.
Queue.lambda_event_source_mappings = property(lambda queue: {}, lambda queue, mappings: None)

# moto keeps this policy, but does not answer with it.
Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
Queue.redrive_allow_policy = None


def set_attributes(queue, attributes, now=None, set=Queue._set_attributes):
    """moto forgets a queue's policy when another attribute is set."""
    set(queue, {"Policy": getattr(queue, "policy", None), **attributes}, now)


Queue._set_attributes = set_attributes


def is_message_valid(backend, queue_name, message):
    """The same without all attributes of the queue, which moto counts anew for each message it reads."""
    return backend.get_queue(queue_name).message_retention_period + message.sent_timestamp / 1000 > time.time()


models.SQSBackend.is_message_valid_based_on_retention_period = is_message_valid
