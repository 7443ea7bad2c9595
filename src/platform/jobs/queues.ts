/** A mail server that is down for a day loses no mail. */
const mail = {
  retryLimit: 36,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3_600,
  expireInSeconds: 60,
};

/** Every queue there is, and how its jobs are tried again. Seconds. */
export const queues = {
  "meeting.announce": {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 30,
  },
  "group.announce": {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 30,
  },
  "series.announce": {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 30,
  },
  "thread.announce": {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 30,
  },
  "room.announce": {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 30,
  },
  notify: {
    retryLimit: 10,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 30,
  },
  "payment.settle": {
    retryLimit: 36,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    expireInSeconds: 60,
  },
  "waits.look": { retryLimit: 2, retryDelay: 5, expireInSeconds: 60 },
  "deadlines.keep": { retryLimit: 0, expireInSeconds: 300 },
  "mail.send": mail,
  "account-mail.send": mail,
  "import.read": { retryLimit: 3, retryDelay: 2, expireInSeconds: 600 },
  "import.apply": { retryLimit: 3, retryDelay: 2, expireInSeconds: 600 },
  "import.undo": { retryLimit: 3, retryDelay: 2, expireInSeconds: 600 },
  "housekeeping.daily": { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
} as const;

export type QueueName = keyof typeof queues;
