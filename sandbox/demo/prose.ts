/** The help of the demo. */
export const usage = `Usage: npm run demo
Plays a day of Glacier jobs on this machine and checks the results: exit code 0 if every promise was kept.`;

/** The introduction for readers who do not know Glacier. */
export const introduction = `
Amazon Glacier keeps archives in vaults at a low price, but no program can read one at once. The program starts a job for it and waits: minutes (tier Expedited), three to five hours (Standard) or half a day (Bulk). When the job completes, Glacier publishes one notice to an SNS topic and does not verify that it was received. The output can then be downloaded for 24 hours. A program that misses this time must start, and pay for, another job.

This service tracks such jobs. It records every status transition of a job once, in its Jobs table, and delivers an event about it to every subscriber: on an events topic and by signed webhooks. If a notice is lost, its poller asks Glacier for the status of the job.

The demo plays a day of six jobs, (a) to (f), in virtual time, on this machine, with a simulated Glacier. Three of them form a group, as the thousands of a migration would. At the end it checks what the service promises.

The source of a transition is a registration (a program registers the job it started), a notice, describe-job (the poller asks Glacier), a collection (a program marks an output as downloaded) or the clock.
`;

/** What to do after the demo. */
export const nextSteps = `
Next:
  npm start        keep the service running on this machine, and start jobs yourself
  npx cdk deploy   deploy it to your AWS account: README.md
  subscribe        receive its events: docs/subscribe.md and docs/webhooks.md`;
