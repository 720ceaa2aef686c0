export const NOTE_HEALTH = `
  UPDATE webhooks SET
    failed_in_a_row = CASE WHEN s.succeeded_at IS NULL THEN failed_in_a_row ELSE 0 END + s.failed,
    lost_in_a_row = CASE WHEN s.succeeded_at IS NULL THEN lost_in_a_row ELSE 0 END + s.lost,
    last_success_at = CASE WHEN s.succeeded_at IS NULL THEN last_success_at
      ELSE max(coalesce(last_success_at, 0), s.succeeded_at) END,
    failing_since = CASE WHEN s.succeeded_at IS NULL THEN coalesce(failing_since, s.failed_at) ELSE s.failed_at END,
    warned_at = CASE WHEN s.succeeded_at IS NULL THEN warned_at END
  FROM (
    SELECT value->>0 AS id, value->>1 AS succeeded_at, value->>2 AS failed, value->>3 AS lost, value->>4 AS failed_at
    FROM json_each($1)
  ) AS s
  WHERE webhooks.id = s.id AND webhooks.status = 'active'
    AND (s.succeeded_at IS NULL OR s.failed > 0 OR s.lost > 0
      OR failed_in_a_row <> 0 OR lost_in_a_row <> 0 OR failing_since IS NOT NULL OR warned_at IS NOT NULL
      OR last_success_at IS NULL OR last_success_at <= s.succeeded_at - 60000)
  RETURNING id AS "webhookId", lost_in_a_row AS "lostInARow", last_success_at AS "lastSuccessAt",
    coalesce(activated_at, created_at) AS "activatedAt", failing_since AS "failingSince",
    warned_at AS "warnedAt",
    CASE WHEN failing_since IS NOT NULL
      AND max(coalesce(last_success_at, 0), coalesce(activated_at, created_at)) <= $2
    THEN (SELECT r.settings FROM webhook_revisions r
      WHERE r.webhook_id = webhooks.id AND r.revision = webhooks.revision) END AS settings`;

export const FIND_PROBES = `
  SELECT l.webhook_id AS webhookId, l.probe_at AS probeAt, l.probes
  FROM json_each(?) AS j
  JOIN lanes l ON l.webhook_id = j.value AND l.probe_at IS NOT NULL
  JOIN webhooks w ON w.id = l.webhook_id AND w.status = 'suspended'`;
