-- Steps of an admin's checklist that were set aside: decided against for this site, or done another way.
CREATE TABLE "setup_step" (
  "name" TEXT NOT NULL,
  "set_aside_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "setup_step_pkey" PRIMARY KEY ("name")
);
