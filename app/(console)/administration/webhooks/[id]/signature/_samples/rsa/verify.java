import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

final class RsaSignature {
    /**
     * @param publicKeys every PEM of this page, two while a key is being rotated
     * @param header a header by its name: request::getHeader of a servlet, headers::getFirst of Spring
     * @param body the raw bytes, before any JSON parsing
     */
    static boolean isFromTidings(List<String> publicKeys, UnaryOperator<String> header, byte[] body)
            throws GeneralSecurityException {
        String given = header.apply("x-di-signature");
        if (given == null) return false;
        for (String pem : publicKeys) {
            byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(body);
            try {
                if (verifier.verify(Base64.getDecoder().decode(given))) return true;
            } catch (IllegalArgumentException | SignatureException malformed) {
                return false;
            }
        }
        return false;
    }
}
