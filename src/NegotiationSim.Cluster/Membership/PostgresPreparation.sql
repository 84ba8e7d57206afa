-- What Orleans 10.4 needs to keep the membership of clusters in PostgreSQL 12 or later.
--
-- Run by PostgresPreparation in one transaction, in the schema that the search path names, while an advisory lock keeps others from doing the same.
-- Every statement can be run again. Tables that an older script of Orleans made are kept, with what they hold, and brought to this form.
--
-- Orleans itself fixes this much: the table OrleansQuery with its two columns, the keys of its rows, the names of the parameters and of the columns that come back.

CREATE TABLE IF NOT EXISTS OrleansQuery
(
    QueryKey varchar(64) NOT NULL PRIMARY KEY,
    QueryText varchar(8000) NOT NULL
);

-- One row for each cluster: how many changes its members have seen. Orleans calls a cluster a deployment here.
CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable
(
    DeploymentId varchar(150) NOT NULL PRIMARY KEY,
    Timestamp timestamptz NOT NULL DEFAULT now(),
    Version integer NOT NULL DEFAULT 0
);

-- One row for each silo that is or was a member.
CREATE TABLE IF NOT EXISTS OrleansMembershipTable
(
    DeploymentId varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable,
    Address varchar(45) NOT NULL,
    Port integer NOT NULL,
    Generation integer NOT NULL,
    SiloName varchar(150) NOT NULL,
    HostName varchar(150) NOT NULL,
    Status integer NOT NULL,
    ProxyPort integer NULL,
    SuspectTimes varchar(8000) NULL,
    StartTime timestamptz NOT NULL,
    IAmAliveTime timestamptz NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

-- Which version of this script made the rest. Orleans does not look at it.
CREATE TABLE IF NOT EXISTS NegsimMembershipScript
(
    OnlyRow boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (OnlyRow),
    Version integer NOT NULL
);

-- Scripts before Orleans 3.6 kept times without a zone. The client library sends them with one.
DO $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT table_name, column_name
        FROM information_schema.columns
        WHERE table_schema = current_schema()
            AND table_name IN ('orleansmembershiptable', 'orleansmembershipversiontable')
            AND data_type = 'timestamp without time zone'
    LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE timestamptz USING %2$I AT TIME ZONE ''UTC''', item.table_name, item.column_name);
    END LOOP;
END
$$;

-- The row of a cluster, if it has none. True: it has one now and had none before.
CREATE OR REPLACE FUNCTION negsim_begin_cluster(cluster text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (cluster) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END
$$;

-- The two functions that change a member lock the cluster's row first and change it last. Whoever waits for the lock sees the version that the one before left behind.
-- So of several that start from one version a single one changes anything, and each failure, also one in the middle, leaves both rows as they were.

-- A new member. False: the version is another, or there is a row of that silo.
CREATE OR REPLACE FUNCTION negsim_add_member(
    cluster text, silo_address text, silo_port integer, silo_generation integer, silo_name text, host_name text, new_status integer, gateway_port integer,
    started timestamptz, alive timestamptz, expected integer)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM OrleansMembershipVersionTable WHERE DeploymentId = cluster AND Version = expected FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    VALUES (cluster, silo_address, silo_port, silo_generation, silo_name, host_name, new_status, gateway_port, started, alive)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    UPDATE OrleansMembershipVersionTable SET Version = expected + 1, Timestamp = now() WHERE DeploymentId = cluster;
    RETURN true;
END
$$;

-- A member's status and who suspects it. False: the version is another, or there is no row of that silo.
-- A silo that writes about another one may know an older sign of life than the row has; that one stays.
CREATE OR REPLACE FUNCTION negsim_change_member(
    cluster text, silo_address text, silo_port integer, silo_generation integer, new_status integer, suspects text, alive timestamptz, expected integer)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM OrleansMembershipVersionTable WHERE DeploymentId = cluster AND Version = expected FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    UPDATE OrleansMembershipTable
    SET Status = new_status, SuspectTimes = suspects, IAmAliveTime = greatest(IAmAliveTime, alive)
    WHERE DeploymentId = cluster AND Address = silo_address AND Port = silo_port AND Generation = silo_generation;
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    UPDATE OrleansMembershipVersionTable SET Version = expected + 1, Timestamp = now() WHERE DeploymentId = cluster;
    RETURN true;
END
$$;

-- Everything about a cluster. The lock comes first here too, so that nobody waits for two rows in two orders.
CREATE OR REPLACE FUNCTION negsim_forget_cluster(cluster text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM OrleansMembershipVersionTable WHERE DeploymentId = cluster FOR UPDATE;
    DELETE FROM OrleansMembershipTable WHERE DeploymentId = cluster;
    DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = cluster;
END
$$;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', 'SELECT negsim_begin_cluster(@DeploymentId)'),

('InsertMembershipKey',
 'SELECT negsim_add_member(@DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime, @Version)'),

('UpdateMembershipKey',
 'SELECT negsim_change_member(@DeploymentId, @Address, @Port, @Generation, @Status, @SuspectTimes, @IAmAliveTime, @Version)'),

('DeleteMembershipTableEntriesKey', 'SELECT negsim_forget_cluster(@DeploymentId)'),

('UpdateIAmAlivetimeKey',
 'UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation'),

-- Both ways of reading give a row where there is no silo, with the version alone; and version 0 where there is no cluster, for Orleans takes the first row without looking whether there is one.
('MembershipReadRowKey',
 'SELECT m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, coalesce(v.Version, 0) AS Version
  FROM (SELECT @DeploymentId AS Id) c
  LEFT JOIN OrleansMembershipVersionTable v ON v.DeploymentId = c.Id
  LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation'),

('MembershipReadAllKey',
 'SELECT m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, coalesce(v.Version, 0) AS Version
  FROM (SELECT @DeploymentId AS Id) c
  LEFT JOIN OrleansMembershipVersionTable v ON v.DeploymentId = c.Id
  LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId'),

('GatewaysQueryKey',
 'SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0'),

-- Status 6 is Dead. Orleans 10.4 takes the second of these, if it is there, for each row that it found dead: it removes the row only if it is still the same.
-- A row without suspects may have an empty text or none; both are read as none.
('CleanupDefunctSiloEntriesKey',
 'DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = 6 AND StartTime < @IAmAliveTime AND IAmAliveTime < @IAmAliveTime'),

('CleanupDefunctSiloEntryKey',
 'DELETE FROM OrleansMembershipTable
  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    AND Status = 6 AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime AND coalesce(SuspectTimes, '''') = coalesce(@SuspectTimes, '''')')

ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText WHERE OrleansQuery.QueryText <> excluded.QueryText;
