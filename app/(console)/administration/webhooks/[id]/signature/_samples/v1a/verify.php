<?php
// $publicKey: "whpk_…" from this page. $server: $_SERVER.
// $body: file_get_contents('php://input'), the raw bytes, before any JSON parsing.
function isFromTidings(string $publicKey, array $server, string $body): bool
{
    $id = $server['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $server['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > 300) {
        return false; // too old: somebody may be repeating it
    }

    $key = base64_decode(str_replace('whpk_', '', $publicKey));
    $signed = "$id.$timestamp.$body";

    // Several signatures, separated by spaces, while a key is being rotated.
    foreach (explode(' ', $server['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $each) {
        if (!str_starts_with($each, 'v1a,')) {
            continue;
        }
        $signature = (string) base64_decode(substr($each, 4), true);
        if (strlen($signature) === SODIUM_CRYPTO_SIGN_BYTES
            && sodium_crypto_sign_verify_detached($signature, $signed, $key)) {
            return true;
        }
    }
    return false;
}
