using System;
using System.Linq;
using System.Text;
// Up to version 10 .NET has no Ed25519 of its own: dotnet add package BouncyCastle.Cryptography
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

static class Ed25519Signature
{
    // publicKey: "whpk_…" from this page. header: name => Request.Headers[name] in ASP.NET Core.
    // body: the raw bytes, before any JSON parsing.
    public static bool IsFromTidings(string publicKey, Func<string, string> header, byte[] body)
    {
        var id = header("webhook-id");
        var timestamp = header("webhook-timestamp");
        var signatures = header("webhook-signature") ?? "";
        if (!long.TryParse(timestamp, out var seconds)) return false;
        var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds;
        if (age < -300 || age > 300) return false; // too old: somebody may be repeating it

        var bytes = Convert.FromBase64String(publicKey.Replace("whpk_", ""));
        var key = new Ed25519PublicKeyParameters(bytes, 0);
        var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body).ToArray();

        // Several signatures, separated by spaces, while a key is being rotated.
        return signatures.Split(' ').Any(each =>
        {
            if (!each.StartsWith("v1a,", StringComparison.Ordinal)) return false;
            var verifier = new Ed25519Signer();
            verifier.Init(false, key);
            verifier.BlockUpdate(signed, 0, signed.Length);
            try
            {
                return verifier.VerifySignature(Convert.FromBase64String(each.Substring(4)));
            }
            catch (FormatException)
            {
                return false;
            }
        });
    }
}
