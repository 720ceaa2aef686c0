using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

static class HmacSignature
{
    // secret: "whsec_…" from this page. header: name => Request.Headers[name] in ASP.NET Core.
    // body: the raw bytes, before any JSON parsing.
    public static bool IsFromTidings(string secret, Func<string, string> header, byte[] body)
    {
        var id = header("webhook-id");
        var timestamp = header("webhook-timestamp");
        var signatures = header("webhook-signature") ?? "";
        if (!long.TryParse(timestamp, out var seconds)) return false;
        var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds;
        if (age < -300 || age > 300) return false; // too old: somebody may be repeating it

        var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body).ToArray();
        var key = Convert.FromBase64String(secret.Replace("whsec_", ""));
        using (var hmac = new HMACSHA256(key))
        {
            var hash = Convert.ToBase64String(hmac.ComputeHash(signed));
            var expected = Encoding.UTF8.GetBytes("v1," + hash);

            // Several signatures, separated by spaces, while a secret is being rotated.
            return signatures.Split(' ').Any(signature =>
                CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected));
        }
    }
}
