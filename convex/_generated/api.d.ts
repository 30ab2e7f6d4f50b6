/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as crons from "../crons.js";
import type * as hooks from "../hooks.js";
import type * as http from "../http.js";
import type * as invitations from "../invitations.js";
import type * as lib_caller from "../lib/caller.js";
import type * as lib_errors from "../lib/errors.js";
import type * as lib_functions from "../lib/functions.js";
import type * as lib_hooks from "../lib/hooks.js";
import type * as lib_identity from "../lib/identity.js";
import type * as lib_issueTime from "../lib/issueTime.js";
import type * as lib_membership from "../lib/membership.js";
import type * as lib_roles from "../lib/roles.js";
import type * as lib_workosApi from "../lib/workosApi.js";
import type * as lib_workosOrigin from "../lib/workosOrigin.js";
import type * as members from "../members.js";
import type * as organizations from "../organizations.js";
import type * as roles from "../roles.js";
import type * as sync from "../sync.js";
import type * as sync_applyEvent from "../sync/applyEvent.js";
import type * as sync_cascade from "../sync/cascade.js";
import type * as sync_events from "../sync/events.js";
import type * as sync_invitations from "../sync/invitations.js";
import type * as sync_kind from "../sync/kind.js";
import type * as sync_kinds from "../sync/kinds.js";
import type * as sync_list from "../sync/list.js";
import type * as sync_listings from "../sync/listings.js";
import type * as sync_memberships from "../sync/memberships.js";
import type * as sync_organizationDomains from "../sync/organizationDomains.js";
import type * as sync_organizations from "../sync/organizations.js";
import type * as sync_pace from "../sync/pace.js";
import type * as sync_person from "../sync/person.js";
import type * as sync_question from "../sync/question.js";
import type * as sync_readEvent from "../sync/readEvent.js";
import type * as sync_refresh from "../sync/refresh.js";
import type * as sync_roles from "../sync/roles.js";
import type * as sync_run from "../sync/run.js";
import type * as sync_sessions from "../sync/sessions.js";
import type * as sync_signature from "../sync/signature.js";
import type * as sync_steps from "../sync/steps.js";
import type * as sync_tables from "../sync/tables.js";
import type * as sync_tombstones from "../sync/tombstones.js";
import type * as sync_turn from "../sync/turn.js";
import type * as sync_understand from "../sync/understand.js";
import type * as sync_users from "../sync/users.js";
import type * as sync_version from "../sync/version.js";
import type * as sync_webhook from "../sync/webhook.js";
import type * as sync_wire from "../sync/wire.js";
import type * as tasks from "../tasks.js";
import type * as users from "../users.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  crons: typeof crons;
  hooks: typeof hooks;
  http: typeof http;
  invitations: typeof invitations;
  "lib/caller": typeof lib_caller;
  "lib/errors": typeof lib_errors;
  "lib/functions": typeof lib_functions;
  "lib/hooks": typeof lib_hooks;
  "lib/identity": typeof lib_identity;
  "lib/issueTime": typeof lib_issueTime;
  "lib/membership": typeof lib_membership;
  "lib/roles": typeof lib_roles;
  "lib/workosApi": typeof lib_workosApi;
  "lib/workosOrigin": typeof lib_workosOrigin;
  members: typeof members;
  organizations: typeof organizations;
  roles: typeof roles;
  sync: typeof sync;
  "sync/applyEvent": typeof sync_applyEvent;
  "sync/cascade": typeof sync_cascade;
  "sync/events": typeof sync_events;
  "sync/invitations": typeof sync_invitations;
  "sync/kind": typeof sync_kind;
  "sync/kinds": typeof sync_kinds;
  "sync/list": typeof sync_list;
  "sync/listings": typeof sync_listings;
  "sync/memberships": typeof sync_memberships;
  "sync/organizationDomains": typeof sync_organizationDomains;
  "sync/organizations": typeof sync_organizations;
  "sync/pace": typeof sync_pace;
  "sync/person": typeof sync_person;
  "sync/question": typeof sync_question;
  "sync/readEvent": typeof sync_readEvent;
  "sync/refresh": typeof sync_refresh;
  "sync/roles": typeof sync_roles;
  "sync/run": typeof sync_run;
  "sync/sessions": typeof sync_sessions;
  "sync/signature": typeof sync_signature;
  "sync/steps": typeof sync_steps;
  "sync/tables": typeof sync_tables;
  "sync/tombstones": typeof sync_tombstones;
  "sync/turn": typeof sync_turn;
  "sync/understand": typeof sync_understand;
  "sync/users": typeof sync_users;
  "sync/version": typeof sync_version;
  "sync/webhook": typeof sync_webhook;
  "sync/wire": typeof sync_wire;
  tasks: typeof tasks;
  users: typeof users;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {};
