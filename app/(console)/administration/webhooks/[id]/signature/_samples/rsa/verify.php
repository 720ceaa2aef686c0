<?php
// $publicKeys: every PEM of this page, two while a key is being rotated. $server: $_SERVER.
// $body: file_get_contents('php://input'), the raw bytes, before any JSON parsing.
function isFromTidings(array $publicKeys, array $server, string $body): bool
{
    $signature = (string) base64_decode($server['HTTP_X_DI_SIGNATURE'] ?? '', true);
    foreach ($publicKeys as $pem) {
        if (openssl_verify($body, $signature, $pem, OPENSSL_ALGO_SHA256) === 1) {
            return true;
        }
    }
    return false;
}
