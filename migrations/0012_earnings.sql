-- What those who give earned with it, month by month, and who may see that: providers on the premium plan.

-- Who gave the meeting when the payment for it was begun: whose earning it is, whoever gives the meeting later.
alter table payments add payee_id uuid;
do $$
declare
  own record;
begin
  for own in select id from communities loop
    perform set_config('kith.community', own.id::text, true);
    update payments p set payee_id = m.provider_id
    from meetings m where p.community_id = own.id and m.community_id = p.community_id and m.id = p.meeting_id;
  end loop;
end $$;
alter table payments alter payee_id set not null;
alter table payments add foreign key (community_id, payee_id) references people (community_id, id);
-- The included columns answer from the index alone: what came in, and what went back.
create index payments_earned on payments (community_id, payee_id, paid_at)
  include (currency, amount, fee, method, meeting_id) where paid_at is not null;
create index payments_given_back on payments (community_id, payee_id, refunded_at)
  include (currency, refund_amount, meeting_id, id) where refunded_at is not null and refund_failed_at is null;

-- Of a payment the card service can give back a part, by the hand of who looks after its account. One row for each such refund, by
-- its own id; what goes back whole is known with the payment.
create table partial_refunds (
  community_id uuid not null,
  payment_id uuid not null,
  id text not null,
  -- The payment's.
  payee_id uuid not null,
  meeting_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount > 0),
  refunded_at timestamptz not null,
  failed_at timestamptz,
  primary key (community_id, payment_id, id),
  foreign key (community_id, payment_id) references payments (community_id, id) on delete cascade,
  foreign key (community_id, payee_id) references people (community_id, id),
  foreign key (community_id, meeting_id) references meetings (community_id, id)
);
-- What was written down of them until now, counted as the card service counts: it knows no currency's habit of doing without hundredths.
do $$
declare
  own record;
begin
  for own in select id from communities loop
    perform set_config('kith.community', own.id::text, true);
    insert into partial_refunds (community_id, payment_id, id, payee_id, meeting_id, currency, amount, refunded_at)
    select p.community_id, p.id, e.notice, p.payee_id, p.meeting_id, p.currency, e.amount, e.at
    from payments p join (
      select payment_id, detail ->> 'notice' as notice, min(at) as at, min((detail ->> 'amount')::bigint) as counted
      from payment_events where community_id = own.id and kind = 'partly_refunded' and detail ->> 'notice' like 're\_%'
      group by 1, 2) c on c.payment_id = p.id
    cross join lateral (select c.notice, c.at, case
      when p.currency in ('AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IQD', 'IRR', 'ISK', 'KPW', 'LAK', 'LBP', 'MMK', 'PKR', 'SLL', 'SOS', 'SYP',
        'UGX', 'YER') then c.counted / 100
      when p.currency = 'LYD' then c.counted * 10
      else c.counted end as amount) e
    where p.community_id = own.id and e.amount > 0;
  end loop;
end $$;
create index partial_refunds_of_payee on partial_refunds (community_id, payee_id, refunded_at) where failed_at is null;

-- When somebody was on the premium plan, and who switched it on and off. Who has no row without an end is not on it.
create table premium_plans (
  community_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  begun_at timestamptz not null,
  begun_by uuid not null,
  ended_at timestamptz,
  -- Nobody: they left.
  ended_by uuid,
  primary key (community_id, id),
  foreign key (community_id, provider_id) references providers (community_id, person_id),
  foreign key (community_id, begun_by) references people (community_id, id),
  foreign key (community_id, ended_by) references people (community_id, id)
);
create unique index premium_plans_now on premium_plans (community_id, provider_id) where ended_at is null;
create index on premium_plans (community_id, provider_id, begun_at);

select wall_off_communities();
