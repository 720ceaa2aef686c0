<?php
// Asks a sample about each request on a line of its standard input (requests.fixture.ts says how it is written).
[, $sample, $kind] = $argv;
set_error_handler(fn (int $level, string $message) => throw new ErrorException($message));
require $sample;

const NAMES = ['HTTP_WEBHOOK_ID', 'HTTP_WEBHOOK_TIMESTAMP', 'HTTP_WEBHOOK_SIGNATURE', 'HTTP_X_DI_SIGNATURE'];

while (($line = fgets(STDIN)) !== false) {
    [$keys, $body, $values] = explode(',', rtrim($line, "\n"), 3);
    $texts = array_map('base64_decode', explode(';', $keys));
    $headers = array_combine(NAMES, explode(',', $values));
    $server = array_map('base64_decode', array_filter($headers, fn (string $value) => $value !== '-'));
    try {
        $answer = isFromTidings($kind === 'rsa' ? $texts : $texts[0], $server, base64_decode($body));
        echo var_export($answer, true), "\n";
    } catch (Throwable $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}
