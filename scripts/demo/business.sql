create schema crm;
create schema sales;
create schema web;
create schema finance;
comment on schema crm is 'Companies that buy from us, and the people there';
comment on schema finance is 'Invoices; only for those who may';

create table crm.companies (
  company_id int primary key,
  name text not null,
  industry text not null,
  country char(2) not null,
  employees int not null,
  account_manager text,
  since date not null
);
insert into crm.companies
select i, pg_temp.last_name(i) || ' ' || pg_temp.one(i, 80, '{Retail,Logistics,Travel,Events,Sports,Outdoor}') || ' ' || pg_temp.one(i, 81, '{GmbH,Ltd,Inc,BV,SA}'),
  pg_temp.one(i, 82, '{retail,hospitality,education,public,sports,construction}'), pg_temp.country(i), 5 + pg_temp.pick(i, 83, 4000),
  case when pg_temp.pick(i, 84, 5) > 0 then pg_temp.first_name(i + 7) end, pg_temp.ago(i, 85, 2500)::date
from generate_series(1, 4000) i;

create table crm.contacts (
  contact_id bigint primary key,
  company_id int not null references crm.companies,
  email text not null,
  full_name text not null,
  job_title text,
  is_decision_maker boolean not null,
  consent boolean not null,
  created_at timestamptz not null
);
comment on table crm.contacts is 'One row a person at a company';
insert into crm.contacts
select i, 1 + pg_temp.pick(i, 90, 4000), lower(pg_temp.first_name(i) || i || '@company' || pg_temp.pick(i, 90, 4000) || '.example'),
  pg_temp.first_name(i) || ' ' || pg_temp.last_name(i), pg_temp.one(i, 91, '{Buyer,Head of purchasing,Office manager,Facility manager,Owner}'),
  pg_temp.pick(i, 92, 4) = 0, pg_temp.pick(i, 93, 10) < 8, pg_temp.ago(i, 94, 1800)
from generate_series(1, 16000) i;

create table sales.orders (
  order_id bigint primary key,
  company_id int not null references crm.companies,
  ordered_at timestamptz not null,
  status text not null,
  units int not null,
  net numeric(14, 2) not null,
  contract boolean not null
);
comment on table sales.orders is 'Bulk orders of companies';
insert into sales.orders
select i, 1 + pg_temp.pick(i, 100, 4000), pg_temp.ago(i, 101, 900), pg_temp.one(i, 102, '{delivered,delivered,delivered,open,cancelled}'), 10 + pg_temp.pick(i, 103, 900),
  round(200 + pg_temp.pick(i, 104, 5000000) / 100.0, 2), pg_temp.pick(i, 105, 3) = 0
from generate_series(1, 20000) i;
create index on sales.orders (company_id);

create table web.events (
  event_id bigint primary key,
  contact_id bigint,
  name text not null,
  path text not null,
  happened_at timestamptz not null
);
insert into web.events
select i, case when pg_temp.pick(i, 110, 2) = 0 then 1 + pg_temp.pick(i, 111, 16000) end, pg_temp.one(i, 112, '{page_view,page_view,download,quote_request}'),
  '/' || pg_temp.one(i, 113, '{business,catalogue,quote,terms}'), pg_temp.ago(i, 114, 120)
from generate_series(1, 20000) i;

create table finance.invoices (
  invoice_id bigint primary key,
  company_id int not null references crm.companies,
  issued_on date not null,
  due_on date not null,
  amount numeric(14, 2) not null,
  paid boolean not null
);
insert into finance.invoices
select i, 1 + pg_temp.pick(i, 120, 4000), d, d + 30, round(200 + pg_temp.pick(i, 121, 4000000) / 100.0, 2), pg_temp.pick(i, 122, 6) > 0
from (select i, pg_temp.ago(i, 123, 700)::date as d from generate_series(1, 6000) i) s;

create view crm.decision_makers as
  select contact_id, company_id, email, full_name from crm.contacts where is_decision_maker and consent;
create view sales.company_totals as
  select company_id, count(*) as orders, sum(net) as net from sales.orders where status <> 'cancelled' group by company_id;
