import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Asks a sample about each request on a line of its standard input (requests.fixture.ts says how it is written). */
final class Driver {
    private static final String[] NAMES = {"webhook-id", "webhook-timestamp", "webhook-signature", "x-di-signature"};

    /** @param args the sample's class, and the kind of signature */
    public static void main(String[] args) throws Exception {
        Method sample = Arrays.stream(Class.forName(args[0]).getDeclaredMethods())
                .filter(method -> method.getName().equals("isFromTidings"))
                .findFirst()
                .orElseThrow();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split(",", -1);
            List<String> keys = Arrays.stream(fields[0].split(";")).map(key -> new String(decode(key), UTF_8)).toList();
            Map<String, String> headers = new HashMap<>();
            for (int i = 0; i < NAMES.length; i++) {
                if (!fields[2 + i].equals("-")) headers.put(NAMES[i], new String(decode(fields[2 + i]), ISO_8859_1));
            }
            UnaryOperator<String> header = headers::get;
            try {
                System.out.println(sample.invoke(null, args[1].equals("rsa") ? keys : keys.get(0), header, decode(fields[1])));
            } catch (InvocationTargetException error) {
                System.out.println(error.getCause());
            }
        }
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }
}
