<?php
// $secret: "whsec_…" from this page. $server: $_SERVER.
// $body: file_get_contents('php://input'), the raw bytes, before any JSON parsing.
function isFromTidings(string $secret, array $server, string $body): bool
{
    $id = $server['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $server['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > 300) {
        return false; // too old: somebody may be repeating it
    }

    $key = base64_decode(str_replace('whsec_', '', $secret));
    $hmac = hash_hmac('sha256', "$id.$timestamp.$body", $key, true);
    $expected = 'v1,' . base64_encode($hmac);

    // Several signatures, separated by spaces, while a secret is being rotated.
    foreach (explode(' ', $server['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $signature) {
        if (hash_equals($expected, $signature)) {
            return true;
        }
    }
    return false;
}
