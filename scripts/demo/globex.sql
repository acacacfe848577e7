create schema shop;
create table shop.members (member_id int primary key, email text not null, country char(2) not null, joined_at timestamptz not null);
insert into shop.members
select i, 'member' || i || '@globex.example', pg_temp.country(i), pg_temp.ago(i, 130, 800) from generate_series(1, 500) i;
