/** Rows are locked in the order of their ids, so that two transactions can't block each other. */
export const NOTE_HEALTH = `
  WITH s AS MATERIALIZED (
    SELECT j.* FROM unnest($1::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
      AS j(id, succeeded_at, failed, lost, failed_at)
    JOIN webhooks w ON w.id = j.id AND w.status = 'active'
    WHERE (j.succeeded_at IS NULL OR j.failed > 0 OR j.lost > 0
      OR w.failed_in_a_row <> 0 OR w.lost_in_a_row <> 0 OR w.failing_since IS NOT NULL OR w.warned_at IS NOT NULL
      OR w.last_success_at IS NULL OR w.last_success_at <= j.succeeded_at - 60000)
    ORDER BY j.id FOR NO KEY UPDATE OF w
  )
  UPDATE webhooks SET
    failed_in_a_row = CASE WHEN s.succeeded_at IS NULL THEN failed_in_a_row ELSE 0 END + s.failed,
    lost_in_a_row = CASE WHEN s.succeeded_at IS NULL THEN lost_in_a_row ELSE 0 END + s.lost,
    last_success_at = CASE WHEN s.succeeded_at IS NULL THEN last_success_at
      ELSE greatest(coalesce(last_success_at, 0), s.succeeded_at) END,
    failing_since = CASE WHEN s.succeeded_at IS NULL THEN coalesce(failing_since, s.failed_at) ELSE s.failed_at END,
    warned_at = CASE WHEN s.succeeded_at IS NULL THEN warned_at END
  FROM s
  WHERE webhooks.id = s.id AND webhooks.status = 'active'
  RETURNING webhooks.id AS "webhookId", lost_in_a_row AS "lostInARow", last_success_at AS "lastSuccessAt",
    coalesce(activated_at, created_at) AS "activatedAt", failing_since AS "failingSince",
    warned_at AS "warnedAt",
    CASE WHEN failing_since IS NOT NULL
      AND greatest(coalesce(last_success_at, 0), coalesce(activated_at, created_at)) <= $2
    THEN (SELECT r.settings FROM webhook_revisions r
      WHERE r.webhook_id = webhooks.id AND r.revision = webhooks.revision) END AS settings`;

export const FIND_PROBES = `
  SELECT l.webhook_id AS "webhookId", l.probe_at AS "probeAt", l.probes
  FROM unnest($1::uuid[]) AS j(id)
  JOIN lanes l ON l.webhook_id = j.id AND l.probe_at IS NOT NULL
  JOIN webhooks w ON w.id = l.webhook_id AND w.status = 'suspended'`;
