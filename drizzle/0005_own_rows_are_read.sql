-- What one may see of oneself in other organizations is for reading: a change needs the organization's own context.
drop policy tenant on memberships;
--> statement-breakpoint
create policy tenant on memberships
  using (organization_id = (select current_organization())) with check (organization_id = (select current_organization()));
--> statement-breakpoint
create policy own on memberships for select using (user_id = (select current_person()));
--> statement-breakpoint
drop policy tenant on team_members;
--> statement-breakpoint
create policy tenant on team_members
  using (organization_id = (select current_organization())) with check (organization_id = (select current_organization()));
--> statement-breakpoint
create policy own on team_members for select using (user_id = (select current_person()));
--> statement-breakpoint
drop policy tenant on organizations;
--> statement-breakpoint
create policy tenant on organizations
  using (id = (select current_organization())) with check (id = (select current_organization()));
--> statement-breakpoint
create policy own on organizations for select
  using (id in (select m.organization_id from memberships m where m.user_id = (select current_person())));
--> statement-breakpoint
-- Nothing in the product removes an organization or a person.
revoke delete on organizations, users from patchbay_web;
