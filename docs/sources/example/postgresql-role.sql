-- A login that reads the two views and nothing behind them: a view shows what its owner may see, so no right on the tables is needed.
CREATE ROLE relay_reader LOGIN CONNECTION LIMIT 5;      -- then: \password relay_reader
ALTER ROLE relay_reader SET default_transaction_read_only = on;
GRANT USAGE ON SCHEMA public TO relay_reader;
GRANT SELECT ON relay_events, relay_initiatives TO relay_reader;
