-- Why: the tables of the main job, as declared in prisma/schema. The rules that Prisma cannot say follow in the next file.
CREATE EXTENSION IF NOT EXISTS citext;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "locale" AS ENUM ('ZH_CN', 'EN');

-- CreateEnum
CREATE TYPE "account_state" AS ENUM ('ACTIVE', 'DISABLED');

-- CreateEnum
CREATE TYPE "account_token_purpose" AS ENUM ('CONFIRM_EMAIL', 'RESET_PASSWORD');

-- CreateEnum
CREATE TYPE "body_role" AS ENUM ('OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR', 'EVALUATOR');

-- CreateEnum
CREATE TYPE "organization_role" AS ENUM ('OWNER', 'EDITOR', 'CERTIFIER');

-- CreateEnum
CREATE TYPE "invitation_kind" AS ENUM ('BODY', 'ORGANIZATION', 'EXPERT', 'ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "bid_state" AS ENUM ('DRAFT', 'SEALED', 'WITHDRAWN', 'OPENED', 'REJECTED', 'SCORED', 'AWARDED', 'LOST');

-- CreateEnum
CREATE TYPE "regime" AS ENUM ('PROCUREMENT', 'VENTURE');

-- CreateEnum
CREATE TYPE "call_method" AS ENUM ('OPEN_TENDER', 'COMPETITIVE_CONSULTATION', 'SMALL_PURCHASE', 'VENTURE_CALL');

-- CreateEnum
CREATE TYPE "instrument" AS ENUM ('AWARD_IN_LIEU', 'POST_PURCHASE', 'PROJECT_GRANT', 'VENTURE_GRANT');

-- CreateEnum
CREATE TYPE "call_state" AS ENUM ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'OPENED', 'SCORING', 'SCORED', 'AWARDED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "criterion_kind" AS ENUM ('SUBJECTIVE', 'PRICE');

-- CreateEnum
CREATE TYPE "fund_source" AS ENUM ('FISCAL', 'LOTTERY', 'DONATION');

-- CreateEnum
CREATE TYPE "file_purpose" AS ENUM ('CALL_DOCUMENT', 'BID_ATTACHMENT', 'EVIDENCE');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('QUEUED', 'SENT', 'KEPT', 'FAILED');

-- CreateEnum
CREATE TYPE "calendar_day_kind" AS ENUM ('OFF', 'WORK');

-- CreateEnum
CREATE TYPE "region_level" AS ENUM ('CITY', 'DISTRICT', 'TOWN', 'COMMUNITY');

-- CreateEnum
CREATE TYPE "organization_kind" AS ENUM ('ASSOCIATION', 'SERVICE_INSTITUTION', 'FOUNDATION', 'COMMUNITY_GROUP', 'ENTERPRISE');

-- CreateEnum
CREATE TYPE "organization_state" AS ENUM ('ACTIVE', 'SUSPENDED');

-- CreateEnum
CREATE TYPE "service_field" AS ENUM ('EMPLOYMENT', 'ELDERLY_AND_DISABILITY', 'COMMUNITY', 'EDUCATION', 'HEALTH', 'CULTURE_AND_TECHNOLOGY', 'LEGAL_AID', 'OTHER');

-- CreateEnum
CREATE TYPE "panel_state" AS ENUM ('FORMING', 'SCORING', 'CLOSED');

-- CreateEnum
CREATE TYPE "seat_state" AS ENUM ('SEATED', 'RECUSED');

-- CreateEnum
CREATE TYPE "conflict_kind" AS ENUM ('NONE', 'EMPLOYMENT', 'CONTROL', 'KINSHIP', 'COLLABORATION', 'OTHER');

-- CreateEnum
CREATE TYPE "score_sheet_state" AS ENUM ('DRAFT', 'SUBMITTED');

-- CreateEnum
CREATE TYPE "contract_state" AS ENUM ('DRAFT', 'OFFERED', 'SIGNED');

-- CreateEnum
CREATE TYPE "project_state" AS ENUM ('PREPARING', 'ACTIVE', 'COMPLETED', 'TERMINATED');

-- CreateEnum
CREATE TYPE "milestone_state" AS ENUM ('PLANNED', 'REPORTED', 'RETURNED', 'ACCEPTED');

-- CreateEnum
CREATE TYPE "report_state" AS ENUM ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED');

-- CreateEnum
CREATE TYPE "tranche_state" AS ENUM ('PLANNED', 'CLAIMABLE', 'RELEASED');

-- CreateEnum
CREATE TYPE "objection_state" AS ENUM ('OPEN', 'ANSWERED', 'CLOSED');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "password_hash" TEXT,
    "name" TEXT NOT NULL,
    "locale" "locale" NOT NULL DEFAULT 'ZH_CN',
    "state" "account_state" NOT NULL DEFAULT 'ACTIVE',
    "is_administrator" BOOLEAN NOT NULL DEFAULT false,
    "email_confirmed_at" TIMESTAMPTZ(3),
    "totp_secret_sealed" BYTEA,
    "totp_confirmed_at" TIMESTAMPTZ(3),
    "totp_last_step" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "second_factor_at" TIMESTAMPTZ(3),
    "ip" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_token" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" "account_token_purpose" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "body_membership" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "body_id" UUID NOT NULL,
    "role" "body_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "body_membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization_membership" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "role" "organization_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expert" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "fields" "service_field"[],
    "employer" TEXT NOT NULL,
    "region_id" UUID NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "expert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "kind" "invitation_kind" NOT NULL,
    "body_id" UUID,
    "body_role" "body_role",
    "organization_id" UUID,
    "organization_role" "organization_role",
    "expert_fields" "service_field"[],
    "expert_employer" TEXT,
    "expert_region_id" UUID,
    "locale" "locale" NOT NULL DEFAULT 'ZH_CN',
    "invited_by_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "bid" (
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "state" "bid_state" NOT NULL DEFAULT 'DRAFT',
    "created_by_id" UUID NOT NULL,
    "sealed_at" TIMESTAMPTZ(3),
    "sealed_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,
    "opened_at" TIMESTAMPTZ(3),
    "rejected_reason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bid_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bid_draft" (
    "bid_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_by_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "answers_version" INTEGER NOT NULL DEFAULT 1,
    "budget_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "bid_draft_pkey" PRIMARY KEY ("bid_id")
);

-- CreateTable
CREATE TABLE "bid_envelope" (
    "bid_id" UUID NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "content_sha256" TEXT NOT NULL,
    "envelope_sha256" TEXT NOT NULL,
    "ephemeral_public_key" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "own_copy" BYTEA NOT NULL,
    "receipt_no" TEXT NOT NULL,

    CONSTRAINT "bid_envelope_pkey" PRIMARY KEY ("bid_id")
);

-- CreateTable
CREATE TABLE "opened_bid" (
    "bid_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "price_fen" BIGINT,
    "hashes_matched" BOOLEAN NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "opened_bid_pkey" PRIMARY KEY ("bid_id")
);

-- CreateTable
CREATE TABLE "opening_confirmation" (
    "call_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "opening_confirmation_pkey" PRIMARY KEY ("call_id","account_id")
);

-- CreateTable
CREATE TABLE "call" (
    "id" UUID NOT NULL,
    "call_no" TEXT,
    "body_id" UUID NOT NULL,
    "fund_id" UUID,
    "regime" "regime" NOT NULL,
    "method" "call_method" NOT NULL,
    "instrument" "instrument" NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "requirement" TEXT NOT NULL DEFAULT '',
    "beneficiaries" TEXT NOT NULL DEFAULT '',
    "field" "service_field" NOT NULL,
    "region_id" UUID NOT NULL,
    "budget_fen" BIGINT NOT NULL,
    "ceiling_fen" BIGINT NOT NULL,
    "bid_deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "quorum" SMALLINT NOT NULL DEFAULT 3,
    "state" "call_state" NOT NULL DEFAULT 'DRAFT',
    "state_reason" TEXT NOT NULL DEFAULT '',
    "index_no" TEXT NOT NULL DEFAULT '',
    "doc_no" TEXT NOT NULL DEFAULT '',
    "drafted_by_id" UUID NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "submitted_by_id" UUID,
    "published_at" TIMESTAMPTZ(3),
    "published_by_id" UUID,
    "opened_at" TIMESTAMPTZ(3),
    "concluded_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "criterion" (
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "guidance" TEXT NOT NULL DEFAULT '',
    "kind" "criterion_kind" NOT NULL,
    "max_points" DECIMAL(6,2) NOT NULL,
    "answer_limit" INTEGER NOT NULL DEFAULT 1500,

    CONSTRAINT "criterion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_milestone" (
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "deliverable" TEXT NOT NULL,
    "indicator" TEXT NOT NULL DEFAULT '',
    "unit" TEXT NOT NULL DEFAULT '',
    "target" INTEGER NOT NULL DEFAULT 0,
    "due_on" DATE NOT NULL,
    "tranche_bps" INTEGER NOT NULL,

    CONSTRAINT "call_milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_document" (
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "call_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_key" (
    "call_id" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "wrapped_private_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_key_pkey" PRIMARY KEY ("call_id")
);

-- CreateTable
CREATE TABLE "fund" (
    "id" UUID NOT NULL,
    "body_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "source" "fund_source" NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "normal_side" TEXT NOT NULL,
    "allow_overdraft" BOOLEAN NOT NULL DEFAULT false,
    "posted_debit" BIGINT NOT NULL DEFAULT 0,
    "posted_credit" BIGINT NOT NULL DEFAULT 0,
    "pending_debit" BIGINT NOT NULL DEFAULT 0,
    "pending_credit" BIGINT NOT NULL DEFAULT 0,
    "version" BIGINT NOT NULL DEFAULT 0,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "resolves_id" UUID,
    "reverses_id" UUID,
    "idempotency_key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "effective_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "memo" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_posting" (
    "entry_id" UUID NOT NULL,
    "line" SMALLINT NOT NULL,
    "account_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "ledger_posting_pkey" PRIMARY KEY ("entry_id","line")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" "file_purpose" NOT NULL,
    "is_encrypted" BOOLEAN NOT NULL DEFAULT false,
    "organization_id" UUID,
    "body_id" UUID,
    "uploaded_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "body_id" UUID,
    "organization_id" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT NOT NULL,
    "ip" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "call_id" UUID,
    "project_id" UUID,
    "is_public" BOOLEAN NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "to_address" TEXT NOT NULL,
    "locale" "locale" NOT NULL,
    "template" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "is_secret" BOOLEAN NOT NULL DEFAULT false,
    "state" "message_state" NOT NULL DEFAULT 'QUEUED',
    "error" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_year" (
    "year" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "calendar_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "day" DATE NOT NULL,
    "kind" "calendar_day_kind" NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "site_setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "site_setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "lifecycle_edge" (
    "lifecycle" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,

    CONSTRAINT "lifecycle_edge_pkey" PRIMARY KEY ("lifecycle","from_state","event")
);

-- CreateTable
CREATE TABLE "number_series" (
    "series" TEXT NOT NULL,
    "year" SMALLINT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "number_series_pkey" PRIMARY KEY ("series","year")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "process" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("process")
);

-- CreateTable
CREATE TABLE "region" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "level" "region_level" NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,

    CONSTRAINT "region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "body" (
    "id" UUID NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "region_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "body_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incubator" (
    "id" UUID NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "region_id" UUID NOT NULL,

    CONSTRAINT "incubator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "credit_code" TEXT,
    "kind" "organization_kind" NOT NULL,
    "state" "organization_state" NOT NULL DEFAULT 'ACTIVE',
    "fields" "service_field"[],
    "region_id" UUID NOT NULL,
    "incubator_id" UUID,
    "founded_on" DATE,
    "rating" SMALLINT,
    "introduction" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "contact_name" TEXT NOT NULL DEFAULT '',
    "contact_phone" TEXT NOT NULL DEFAULT '',
    "website" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "panel" (
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "state" "panel_state" NOT NULL DEFAULT 'FORMING',
    "seated_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "panel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seat" (
    "id" UUID NOT NULL,
    "panel_id" UUID NOT NULL,
    "expert_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "is_chair" BOOLEAN NOT NULL DEFAULT false,
    "state" "seat_state" NOT NULL DEFAULT 'SEATED',
    "reason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conflict_declaration" (
    "seat_id" UUID NOT NULL,
    "bid_id" UUID NOT NULL,
    "kind" "conflict_kind" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "declared_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conflict_declaration_pkey" PRIMARY KEY ("seat_id","bid_id")
);

-- CreateTable
CREATE TABLE "score_sheet" (
    "id" UUID NOT NULL,
    "seat_id" UUID NOT NULL,
    "bid_id" UUID NOT NULL,
    "state" "score_sheet_state" NOT NULL DEFAULT 'DRAFT',
    "comment" TEXT NOT NULL DEFAULT '',
    "submitted_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "score_sheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "score" (
    "sheet_id" UUID NOT NULL,
    "criterion_id" UUID NOT NULL,
    "points" DECIMAL(8,4),
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "score_pkey" PRIMARY KEY ("sheet_id","criterion_id")
);

-- CreateTable
CREATE TABLE "result" (
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "record" JSONB NOT NULL,
    "record_sha256" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "published_by_id" UUID,
    "reasons" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "result_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bid_result" (
    "bid_id" UUID NOT NULL,
    "result_id" UUID NOT NULL,
    "panel_score" DECIMAL(9,4) NOT NULL,
    "price_score" DECIMAL(9,4),
    "total" DECIMAL(9,4) NOT NULL,
    "rank" INTEGER,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "bid_result_pkey" PRIMARY KEY ("bid_id")
);

-- CreateTable
CREATE TABLE "award" (
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "bid_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "decided_by_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "is_sole" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "award_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" UUID NOT NULL,
    "award_id" UUID NOT NULL,
    "contract_no" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "terms" TEXT NOT NULL DEFAULT '',
    "state" "contract_state" NOT NULL DEFAULT 'DRAFT',
    "drafted_by_id" UUID NOT NULL,
    "offered_at" TIMESTAMPTZ(3),
    "offered_by_id" UUID,
    "signed_at" TIMESTAMPTZ(3),
    "signed_by_id" UUID,
    "content_sha256" TEXT,
    "return_reason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "project_no" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "award_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "body_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "field" "service_field" NOT NULL,
    "instrument" "instrument" NOT NULL,
    "region_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "state" "project_state" NOT NULL DEFAULT 'PREPARING',
    "state_reason" TEXT NOT NULL DEFAULT '',
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "deliverable" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "state" "milestone_state" NOT NULL DEFAULT 'PLANNED',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "target" INTEGER NOT NULL,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "state" "report_state" NOT NULL DEFAULT 'DRAFT',
    "narrative" TEXT NOT NULL DEFAULT '',
    "submitted_at" TIMESTAMPTZ(3),
    "submitted_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decision_reason" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "figure" (
    "report_id" UUID NOT NULL,
    "indicator_id" UUID NOT NULL,
    "actual" INTEGER NOT NULL,

    CONSTRAINT "figure_pkey" PRIMARY KEY ("report_id","indicator_id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "is_public" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "acceptance" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "accepted_by_id" UUID NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tranche" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "state" "tranche_state" NOT NULL DEFAULT 'PLANNED',
    "acceptance_id" UUID,
    "requested_by_id" UUID,
    "verified_by_id" UUID,
    "released_by_id" UUID,
    "released_at" TIMESTAMPTZ(3),
    "hold_entry_id" UUID,
    "release_entry_id" UUID,
    "payment_ref" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tranche_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "state" "objection_state" NOT NULL DEFAULT 'OPEN',
    "reason" TEXT NOT NULL,
    "raised_by_id" UUID NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT NOT NULL DEFAULT '',
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "objection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_account_id_revoked_at_idx" ON "session"("account_id", "revoked_at");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_token_token_hash_key" ON "account_token"("token_hash");

-- CreateIndex
CREATE INDEX "account_token_account_id_purpose_idx" ON "account_token"("account_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_account_id_code_hash_key" ON "recovery_code"("account_id", "code_hash");

-- CreateIndex
CREATE INDEX "body_membership_body_id_role_idx" ON "body_membership"("body_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "body_membership_account_id_body_id_role_key" ON "body_membership"("account_id", "body_id", "role");

-- CreateIndex
CREATE INDEX "organization_membership_organization_id_idx" ON "organization_membership"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_membership_account_id_organization_id_role_key" ON "organization_membership"("account_id", "organization_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "expert_account_id_key" ON "expert"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_body_id_idx" ON "invitation"("body_id");

-- CreateIndex
CREATE INDEX "invitation_organization_id_idx" ON "invitation"("organization_id");

-- CreateIndex
CREATE INDEX "invitation_email_idx" ON "invitation"("email");

-- CreateIndex
CREATE INDEX "bid_call_id_state_idx" ON "bid"("call_id", "state");

-- CreateIndex
CREATE INDEX "bid_organization_id_state_idx" ON "bid"("organization_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "bid_id_call_id_key" ON "bid"("id", "call_id");

-- CreateIndex
CREATE UNIQUE INDEX "bid_envelope_envelope_sha256_key" ON "bid_envelope"("envelope_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "bid_envelope_receipt_no_key" ON "bid_envelope"("receipt_no");

-- CreateIndex
CREATE UNIQUE INDEX "call_call_no_key" ON "call"("call_no");

-- CreateIndex
CREATE INDEX "call_state_bid_deadline_at_id_idx" ON "call"("state", "bid_deadline_at", "id");

-- CreateIndex
CREATE INDEX "call_state_published_at_id_idx" ON "call"("state", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_body_id_state_idx" ON "call"("body_id", "state");

-- CreateIndex
CREATE INDEX "call_field_idx" ON "call"("field");

-- CreateIndex
CREATE INDEX "call_region_id_idx" ON "call"("region_id");

-- CreateIndex
CREATE UNIQUE INDEX "criterion_call_id_position_key" ON "criterion"("call_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "criterion_call_id_code_key" ON "criterion"("call_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "call_milestone_call_id_position_key" ON "call_milestone"("call_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "call_document_call_id_file_id_key" ON "call_document"("call_id", "file_id");

-- CreateIndex
CREATE INDEX "fund_body_id_idx" ON "fund"("body_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_code_key" ON "ledger_account"("code");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_seq_key" ON "ledger_entry"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_idempotency_key_key" ON "ledger_entry"("idempotency_key");

-- CreateIndex
CREATE INDEX "ledger_posting_account_id_entry_id_idx" ON "ledger_posting"("account_id", "entry_id");

-- CreateIndex
CREATE INDEX "file_sha256_idx" ON "file"("sha256");

-- CreateIndex
CREATE INDEX "audit_event_entity_entity_id_at_idx" ON "audit_event"("entity", "entity_id", "at");

-- CreateIndex
CREATE INDEX "audit_event_body_id_at_idx" ON "audit_event"("body_id", "at");

-- CreateIndex
CREATE INDEX "event_call_id_occurred_at_idx" ON "event"("call_id", "occurred_at");

-- CreateIndex
CREATE INDEX "event_project_id_occurred_at_idx" ON "event"("project_id", "occurred_at");

-- CreateIndex
CREATE INDEX "message_state_idx" ON "message"("state");

-- CreateIndex
CREATE INDEX "message_created_at_id_idx" ON "message"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "region_code_key" ON "region"("code");

-- CreateIndex
CREATE UNIQUE INDEX "region_path_key" ON "region"("path");

-- CreateIndex
CREATE INDEX "region_parent_id_idx" ON "region"("parent_id");

-- CreateIndex
CREATE INDEX "body_region_id_idx" ON "body"("region_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_credit_code_key" ON "organization"("credit_code");

-- CreateIndex
CREATE INDEX "organization_region_id_idx" ON "organization"("region_id");

-- CreateIndex
CREATE INDEX "organization_incubator_id_idx" ON "organization"("incubator_id");

-- CreateIndex
CREATE UNIQUE INDEX "panel_call_id_key" ON "panel"("call_id");

-- CreateIndex
CREATE INDEX "seat_expert_id_idx" ON "seat"("expert_id");

-- CreateIndex
CREATE UNIQUE INDEX "seat_panel_id_expert_id_key" ON "seat"("panel_id", "expert_id");

-- CreateIndex
CREATE UNIQUE INDEX "seat_panel_id_code_key" ON "seat"("panel_id", "code");

-- CreateIndex
CREATE INDEX "conflict_declaration_bid_id_idx" ON "conflict_declaration"("bid_id");

-- CreateIndex
CREATE INDEX "score_sheet_bid_id_idx" ON "score_sheet"("bid_id");

-- CreateIndex
CREATE UNIQUE INDEX "score_sheet_seat_id_bid_id_key" ON "score_sheet"("seat_id", "bid_id");

-- CreateIndex
CREATE UNIQUE INDEX "result_call_id_key" ON "result"("call_id");

-- CreateIndex
CREATE INDEX "bid_result_result_id_rank_idx" ON "bid_result"("result_id", "rank");

-- CreateIndex
CREATE UNIQUE INDEX "award_bid_id_key" ON "award"("bid_id");

-- CreateIndex
CREATE INDEX "award_call_id_idx" ON "award"("call_id");

-- CreateIndex
CREATE UNIQUE INDEX "award_id_amount_fen_key" ON "award"("id", "amount_fen");

-- CreateIndex
CREATE UNIQUE INDEX "contract_award_id_key" ON "contract"("award_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_contract_no_key" ON "contract"("contract_no");

-- CreateIndex
CREATE UNIQUE INDEX "project_project_no_key" ON "project"("project_no");

-- CreateIndex
CREATE UNIQUE INDEX "project_award_id_key" ON "project"("award_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_contract_id_key" ON "project"("contract_id");

-- CreateIndex
CREATE INDEX "project_state_created_at_id_idx" ON "project"("state", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "project_organization_id_idx" ON "project"("organization_id");

-- CreateIndex
CREATE INDEX "project_body_id_state_idx" ON "project"("body_id", "state");

-- CreateIndex
CREATE INDEX "project_field_idx" ON "project"("field");

-- CreateIndex
CREATE INDEX "project_region_id_idx" ON "project"("region_id");

-- CreateIndex
CREATE INDEX "milestone_state_due_on_idx" ON "milestone"("state", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "milestone_project_id_position_key" ON "milestone"("project_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_milestone_id_position_key" ON "indicator"("milestone_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "report_milestone_id_number_key" ON "report"("milestone_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "report_id_milestone_id_key" ON "report"("id", "milestone_id");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_report_id_file_id_key" ON "evidence"("report_id", "file_id");

-- CreateIndex
CREATE UNIQUE INDEX "acceptance_milestone_id_key" ON "acceptance"("milestone_id");

-- CreateIndex
CREATE UNIQUE INDEX "acceptance_report_id_key" ON "acceptance"("report_id");

-- CreateIndex
CREATE UNIQUE INDEX "acceptance_id_milestone_id_key" ON "acceptance"("id", "milestone_id");

-- CreateIndex
CREATE UNIQUE INDEX "tranche_milestone_id_key" ON "tranche"("milestone_id");

-- CreateIndex
CREATE UNIQUE INDEX "tranche_acceptance_id_key" ON "tranche"("acceptance_id");

-- CreateIndex
CREATE UNIQUE INDEX "tranche_hold_entry_id_key" ON "tranche"("hold_entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "tranche_release_entry_id_key" ON "tranche"("release_entry_id");

-- CreateIndex
CREATE INDEX "tranche_project_id_idx" ON "tranche"("project_id");

-- CreateIndex
CREATE INDEX "tranche_state_idx" ON "tranche"("state");

-- CreateIndex
CREATE INDEX "objection_project_id_state_idx" ON "objection"("project_id", "state");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_token" ADD CONSTRAINT "account_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body_membership" ADD CONSTRAINT "body_membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body_membership" ADD CONSTRAINT "body_membership_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_membership" ADD CONSTRAINT "organization_membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_membership" ADD CONSTRAINT "organization_membership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert" ADD CONSTRAINT "expert_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert" ADD CONSTRAINT "expert_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid" ADD CONSTRAINT "bid_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid" ADD CONSTRAINT "bid_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid_draft" ADD CONSTRAINT "bid_draft_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid_envelope" ADD CONSTRAINT "bid_envelope_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opened_bid" ADD CONSTRAINT "opened_bid_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opening_confirmation" ADD CONSTRAINT "opening_confirmation_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_fund_id_fkey" FOREIGN KEY ("fund_id") REFERENCES "fund"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_milestone" ADD CONSTRAINT "call_milestone_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_document" ADD CONSTRAINT "call_document_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_document" ADD CONSTRAINT "call_document_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_key" ADD CONSTRAINT "call_key_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fund" ADD CONSTRAINT "fund_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_resolves_id_fkey" FOREIGN KEY ("resolves_id") REFERENCES "ledger_entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "ledger_entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "ledger_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region" ADD CONSTRAINT "region_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "region"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "body" ADD CONSTRAINT "body_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incubator" ADD CONSTRAINT "incubator_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_incubator_id_fkey" FOREIGN KEY ("incubator_id") REFERENCES "incubator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "panel" ADD CONSTRAINT "panel_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat" ADD CONSTRAINT "seat_panel_id_fkey" FOREIGN KEY ("panel_id") REFERENCES "panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seat" ADD CONSTRAINT "seat_expert_id_fkey" FOREIGN KEY ("expert_id") REFERENCES "expert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflict_declaration" ADD CONSTRAINT "conflict_declaration_seat_id_fkey" FOREIGN KEY ("seat_id") REFERENCES "seat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflict_declaration" ADD CONSTRAINT "conflict_declaration_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_sheet" ADD CONSTRAINT "score_sheet_seat_id_fkey" FOREIGN KEY ("seat_id") REFERENCES "seat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_sheet" ADD CONSTRAINT "score_sheet_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "score_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_criterion_id_fkey" FOREIGN KEY ("criterion_id") REFERENCES "criterion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result" ADD CONSTRAINT "result_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid_result" ADD CONSTRAINT "bid_result_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid_result" ADD CONSTRAINT "bid_result_result_id_fkey" FOREIGN KEY ("result_id") REFERENCES "result"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_award_id_fkey" FOREIGN KEY ("award_id") REFERENCES "award"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_award_id_fkey" FOREIGN KEY ("award_id") REFERENCES "award"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figure" ADD CONSTRAINT "figure_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figure" ADD CONSTRAINT "figure_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tranche" ADD CONSTRAINT "tranche_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tranche" ADD CONSTRAINT "tranche_acceptance_id_fkey" FOREIGN KEY ("acceptance_id") REFERENCES "acceptance"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
