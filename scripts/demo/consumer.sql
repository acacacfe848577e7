create schema crm;
create schema sales;
create schema web;
comment on schema crm is 'People who shop with us';
comment on schema sales is 'What they bought';
comment on schema web is 'What they looked at';

create table crm.customers (
  customer_id bigint primary key,
  email text not null,
  first_name text not null,
  last_name text not null,
  birth_date date,
  country char(2) not null,
  loyalty_tier text not null,
  marketing_consent boolean not null,
  lifetime_value numeric(12, 2) not null,
  signed_up_at timestamptz not null,
  last_seen_at timestamptz,
  preferences jsonb not null default '{}'
);
comment on table crm.customers is 'One row a person';
comment on column crm.customers.loyalty_tier is 'none, bronze, silver or gold';
comment on column crm.customers.lifetime_value is 'All orders so far, in euros';
insert into crm.customers
select i, lower(pg_temp.first_name(i) || '.' || pg_temp.last_name(i) || i || '@example.com'), pg_temp.first_name(i), pg_temp.last_name(i),
  case when pg_temp.pick(i, 14, 10) > 0 then (now() - make_interval(days => 6600 + pg_temp.pick(i, 15, 20000)))::date end,
  pg_temp.country(i), pg_temp.one(i, 16, '{none,none,none,bronze,bronze,silver,gold}'), pg_temp.pick(i, 17, 10) < 6,
  round(pg_temp.pick(i, 18, 300000) / 100.0 * (1 + pg_temp.pick(i, 19, 4)), 2), pg_temp.ago(i, 20, 1500),
  case when pg_temp.pick(i, 21, 8) > 0 then pg_temp.ago(i, 22, 400) end,
  jsonb_build_object('newsletter', pg_temp.pick(i, 23, 2) = 1, 'channel', pg_temp.one(i, 24, '{email,push,post}'))
from generate_series(1, 24000) i;

create table crm.consents (
  customer_id bigint not null references crm.customers,
  purpose text not null,
  given boolean not null,
  changed_at timestamptz not null,
  primary key (customer_id, purpose)
);
comment on table crm.consents is 'What each person agreed to, and when';
insert into crm.consents
select i, purpose, pg_temp.pick(i, 30 + number, 10) < 7, pg_temp.ago(i, 33 + number, 900)
from generate_series(1, 24000) i, (values ('email', 1), ('profiling', 2)) p (purpose, number) where pg_temp.pick(i, 36 + number, 4) > 0;

create table sales.products (
  product_id int primary key,
  sku text not null unique,
  title text not null,
  category text not null,
  price numeric(10, 2) not null,
  discontinued boolean not null
);
insert into sales.products
select i, 'AO-' || lpad(i::text, 5, '0'), pg_temp.one(i, 40, '{Trail,Summit,Harbour,Meadow,Polar,Ridge,Coast,Forest}') || ' ' || pg_temp.one(i, 41, '{jacket,boots,tent,backpack,fleece,trousers,gloves,lamp}'),
  pg_temp.one(i, 42, '{Clothing,Footwear,Camping,Accessories}'), round(5 + pg_temp.pick(i, 43, 40000) / 100.0, 2), pg_temp.pick(i, 44, 12) = 0
from generate_series(1, 600) i;

create table sales.orders (
  order_id bigint primary key,
  customer_id bigint not null references crm.customers,
  product_id int not null references sales.products,
  ordered_at timestamptz not null,
  channel text not null,
  status text not null,
  quantity smallint not null,
  total numeric(12, 2) not null,
  coupon text
);
comment on table sales.orders is 'One row an order line';
insert into sales.orders
select i, 1 + pg_temp.pick(i, 50, 24000), 1 + pg_temp.pick(i, 51, 600), pg_temp.ago(i, 52, 730), pg_temp.one(i, 53, '{web,web,web,store,app}'),
  pg_temp.one(i, 54, '{shipped,shipped,shipped,shipped,returned,cancelled,open}'), 1 + pg_temp.pick(i, 55, 4), round(8 + pg_temp.pick(i, 56, 42000) / 100.0, 2),
  case when pg_temp.pick(i, 57, 9) = 0 then 'WELCOME10' end
from generate_series(1, 40000) i;
create index on sales.orders (customer_id);
create index on sales.orders (ordered_at);

create table web.events (
  event_id bigint primary key,
  customer_id bigint,
  session_id uuid not null,
  name text not null,
  path text not null,
  device text not null,
  happened_at timestamptz not null,
  properties jsonb
);
comment on table web.events is 'Page views and clicks of the last 90 days';
insert into web.events
select i, case when pg_temp.pick(i, 60, 3) > 0 then 1 + pg_temp.pick(i, 61, 24000) end, md5((i / 6)::text)::uuid,
  pg_temp.one(i, 62, '{page_view,page_view,page_view,search,add_to_cart,checkout}'), '/' || pg_temp.one(i, 63, '{home,sale,jackets,boots,tents,basket,help}'),
  pg_temp.one(i, 64, '{phone,phone,desktop,tablet}'), pg_temp.ago(i, 65, 90), case when pg_temp.pick(i, 66, 5) = 0 then jsonb_build_object('campaign', pg_temp.pick(i, 67, 40)) end
from generate_series(1, 50000) i;
create index on web.events (customer_id);

create table web.campaigns (campaign_id int primary key, title text not null, medium text not null, started_on date not null, budget numeric(10, 2));
insert into web.campaigns
select i, 'Campaign ' || i, pg_temp.one(i, 70, '{email,social,search,affiliate}'), pg_temp.ago(i, 71, 365)::date, pg_temp.pick(i, 72, 900000) / 100.0
from generate_series(0, 39) i;

create view crm.active_customers as
  select customer_id, email, country, loyalty_tier, last_seen_at from crm.customers where last_seen_at > now() - interval '90 days';
comment on view crm.active_customers is 'Seen within 90 days';
create view sales.customer_totals as
  select customer_id, count(*) as orders, sum(total) as spent, max(ordered_at) as last_ordered_at from sales.orders where status <> 'cancelled' group by customer_id;
create materialized view sales.monthly_revenue as
  select date_trunc('month', ordered_at)::date as month, channel, sum(total) as revenue from sales.orders where status = 'shipped' group by 1, 2;
