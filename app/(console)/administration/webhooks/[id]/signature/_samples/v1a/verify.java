import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;

final class Ed25519Signature { // Java 15 or newer
    /**
     * @param publicKey "whpk_…" from this page
     * @param header a header by its name: request::getHeader of a servlet, headers::getFirst of Spring
     * @param body the raw bytes, before any JSON parsing
     */
    static boolean isFromTidings(String publicKey, UnaryOperator<String> header, byte[] body)
            throws GeneralSecurityException {
        String id = header.apply("webhook-id");
        String timestamp = header.apply("webhook-timestamp");
        String signatures = header.apply("webhook-signature");
        if (id == null || timestamp == null || signatures == null) return false;
        if (!timestamp.matches("\\d{1,15}")) return false;
        long age = Instant.now().getEpochSecond() - Long.parseLong(timestamp);
        if (Math.abs(age) > 300) return false; // too old: somebody may be repeating it

        // With what makes the 32 bytes a public key in DER.
        byte[] der = Base64.getDecoder().decode(publicKey.replace("whpk_", "MCowBQYDK2VwAyEA"));
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        Signature verifier = Signature.getInstance("Ed25519");

        // Several signatures, separated by spaces, while a key is being rotated.
        for (String signature : signatures.split(" ")) {
            if (!signature.startsWith("v1a,")) continue;
            verifier.initVerify(key);
            verifier.update((id + "." + timestamp + ".").getBytes(UTF_8));
            verifier.update(body);
            try {
                if (verifier.verify(Base64.getDecoder().decode(signature.substring(4)))) return true;
            } catch (IllegalArgumentException | SignatureException malformed) {
                // The next one may fit.
            }
        }
        return false;
    }
}
