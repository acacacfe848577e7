-- Chance without surprise: the same number for the same row, salt and range, every time the demo is made.
create function pg_temp.pick(i bigint, salt bigint, range int) returns int language sql immutable parallel safe as
  $$ select ((hashint8extended(i, salt) & 9223372036854775807) % range)::int $$;
create function pg_temp.one(i bigint, salt bigint, choices text[]) returns text language sql immutable parallel safe as
  $$ select choices[1 + pg_temp.pick(i, salt, array_length(choices, 1))] $$;
create function pg_temp.ago(i bigint, salt bigint, days int) returns timestamptz language sql stable parallel safe as
  $$ select date_trunc('second', now() - make_interval(secs => pg_temp.pick(i, salt, days * 86400))) $$;
create function pg_temp.first_name(i bigint) returns text language sql immutable parallel safe as
  $$ select pg_temp.one(i, 11, '{Ada,Amir,Ana,Ben,Carla,Chen,Dana,Elif,Emil,Femi,Grace,Hana,Ines,Ivan,Jonas,Kofi,Lena,Liam,Maja,Mateo,Nadia,Noor,Olga,Omar,Pia,Quinn,Rosa,Sami,Tara,Uma,Vera,Wei,Yara,Zoe}') $$;
create function pg_temp.last_name(i bigint) returns text language sql immutable parallel safe as
  $$ select pg_temp.one(i, 12, '{Adeyemi,Alvarez,Andersen,Bauer,Brown,Costa,Dubois,Fischer,Garcia,Haddad,Ito,Jansen,Kaya,Keller,Kim,Kowalski,Lindqvist,Martin,Moreau,Murphy,Nakamura,Novak,Okafor,Olsen,Patel,Petrov,Rossi,Sato,Silva,Smith,Tanaka,Weber,Wright,Yilmaz}') $$;
create function pg_temp.country(i bigint) returns text language sql immutable parallel safe as
  $$ select pg_temp.one(i, 13, '{DE,DE,DE,FR,FR,GB,GB,GB,US,US,US,US,NL,ES,IT,PL,SE}') $$;
