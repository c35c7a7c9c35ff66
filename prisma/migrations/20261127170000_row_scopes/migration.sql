-- The conditions that charges must satisfy to be seen; null: everything.
alter table membership add column rows jsonb;
alter table api_token add column rows jsonb;

-- Whoever administers a workspace could lift their own limit.
alter table membership add constraint membership_admin_sees_all check (role <> 'admin' or rows is null);
alter table api_token add constraint api_token_admin_sees_all check (role <> 'admin' or rows is null);
