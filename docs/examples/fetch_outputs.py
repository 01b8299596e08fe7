# Fetches outputs as soon as they are ready: pip install boto3
#                                            QUEUE_URL=https://sqs... python3 fetch_outputs.py ./outputs
import json
import os
import subprocess
import sys

import boto3

sqs = boto3.client("sqs")
queue = {"QueueUrl": os.environ["QUEUE_URL"]}


def fetch_output(data):
    """Verifies, stores and collects, in this order. A duplicate finds the output that is there."""
    command = ["npx", "glacier-jobs", "fetch", data["vaultArn"], "--to", sys.argv[1]]
    return subprocess.run([*command, "--", data["jobId"]]).returncode == 0


while True:
    # The message of a consumer that crashes is redelivered after an hour.
    answer = sqs.receive_message(**queue, WaitTimeSeconds=20, VisibilityTimeout=3600)
    for message in answer.get("Messages", []):
        event = json.loads(message["Body"])
        handle = {**queue, "ReceiptHandle": message["ReceiptHandle"]}
        if event["type"] != "glacier.job.succeeded" or fetch_output(event["data"]):
            sqs.delete_message(**handle)
        else:
            sqs.change_message_visibility(**handle, VisibilityTimeout=300)
