/** Every queue there is, and how its jobs are tried again. Seconds. */
export const queues = {
  "mail.send": {
    retryLimit: 12,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    expireInSeconds: 60,
  },
  "account-mail.send": {
    retryLimit: 12,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    expireInSeconds: 60,
  },
  "import.read": { retryLimit: 3, retryDelay: 2, expireInSeconds: 600 },
  "import.apply": { retryLimit: 3, retryDelay: 2, expireInSeconds: 600 },
  "import.undo": { retryLimit: 3, retryDelay: 2, expireInSeconds: 600 },
  "housekeeping.daily": { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
} as const;

export type QueueName = keyof typeof queues;
