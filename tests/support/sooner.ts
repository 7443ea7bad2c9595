/**
 * A statement that lets time pass for the jobs that wait to be tried again: they are due, and the workers are told as they are of
 * a new job. A job that fails again and again keeps its own pace.
 */
export const retriesAreDue = `
  with due as (
    update jobs.job set start_after = now() - interval '1 second'
    where state = 'retry' and start_after > now() and retry_count < 4 returning name)
  select pg_notify('pgboss_' || left(encode(sha224('jobs'::bytea), 'hex'), 24), name) from (select distinct name from due) as queues`;
