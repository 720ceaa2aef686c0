import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class HmacSignature {
    /**
     * @param secret "whsec_…" from this page
     * @param header a header by its name: request::getHeader of a servlet, headers::getFirst of Spring
     * @param body the raw bytes, before any JSON parsing
     */
    static boolean isFromTidings(String secret, UnaryOperator<String> header, byte[] body)
            throws GeneralSecurityException {
        String id = header.apply("webhook-id");
        String timestamp = header.apply("webhook-timestamp");
        String signatures = header.apply("webhook-signature");
        if (id == null || timestamp == null || signatures == null) return false;
        if (!timestamp.matches("\\d{1,15}")) return false;
        long age = Instant.now().getEpochSecond() - Long.parseLong(timestamp);
        if (Math.abs(age) > 300) return false; // too old: somebody may be repeating it

        byte[] key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));

        // Several signatures, separated by spaces, while a secret is being rotated.
        for (String signature : signatures.split(" ")) {
            if (MessageDigest.isEqual(signature.getBytes(UTF_8), expected.getBytes(UTF_8))) return true;
        }
        return false;
    }
}
