<?php
/**
 * Whose order it is, for what happens to it later.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/**
 * The visitor's subject is a secret: who holds it may see and erase what belongs to it. It is kept encrypted, under a key
 * made of WordPress' own salts (which are in wp-config.php and not in the database), for as long as the settings say.
 */
final class Sayso_Order_Subject {
	const META   = '_sayso_subject';
	const FORGET = 'sayso_forget';

	public static function init(): void {
		add_action( 'woocommerce_checkout_order_created', array( self::class, 'keep' ), 50 );
		add_action( 'woocommerce_store_api_checkout_order_processed', array( self::class, 'keep' ), 50 );
		add_action( 'woocommerce_privacy_remove_order_personal_data', array( self::class, 'forget' ) );
		add_action( self::FORGET, array( self::class, 'forget' ) );
	}

	/** @param WC_Order $order In the visitor's own request. Never fails an order. */
	public static function keep( $order ): void {
		try {
			$days    = (int) Sayso_Settings::get( 'keep_days' );
			$subject = Sayso_Cookie::subject();
			if ( $days < 1 || null === $subject || Sayso_Consent_Api::denies( 'statistics' ) || $order->get_meta( self::META ) ) {
				return;
			}
			// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- compared only.
			$gpc   = isset( $_SERVER['HTTP_SEC_GPC'] ) && '1' === trim( (string) $_SERVER['HTTP_SEC_GPC'] );
			$until = time() + $days * DAY_IN_SECONDS;
			$order->update_meta_data( self::META, self::seal( array( $subject, $gpc, $until ), $order->get_id() ) );
			$order->save_meta_data();
			Sayso_Outgoing::later( self::FORGET, array( $order->get_id() ), $until );
		} catch ( Throwable $error ) {
			Sayso_Outgoing::note( $error->getMessage() );
		}
	}

	/**
	 * @param WC_Order $order An order.
	 * @return array{0: string, 1: bool}|null The subject, and whether the browser sent Global Privacy Control.
	 */
	public static function of( $order ): ?array {
		$kept = self::open( (string) $order->get_meta( self::META ), $order->get_id() );
		return $kept && $kept[2] > time() ? array( (string) $kept[0], (bool) $kept[1] ) : null;
	}

	/** @param WC_Order|int $order Or its id. */
	public static function forget( $order ): void {
		$order = is_object( $order ) ? $order : wc_get_order( $order );
		if ( $order ) {
			$order->delete_meta_data( self::META );
			$order->save_meta_data();
		}
	}

	/** The order's id is sealed in: on another order, it opens nothing. */
	private static function seal( array $what, int $order ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$text  = (string) wp_json_encode( array_merge( $what, array( $order ) ) );
		return base64_encode( $nonce . sodium_crypto_secretbox( $text, $nonce, self::key() ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- bytes as text.
	}

	private static function open( string $sealed, int $order ): ?array {
		$bytes = base64_decode( $sealed, true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- text as bytes.
		if ( ! is_string( $bytes ) || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ) {
			return null;
		}
		$nonce = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$text  = sodium_crypto_secretbox_open( substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), $nonce, self::key() );
		$what  = is_string( $text ) ? json_decode( $text, true ) : null;
		return is_array( $what ) && 4 === count( $what ) && $order === $what[3] ? $what : null;
	}

	private static function key(): string {
		return hash_hmac( 'sha256', 'sayso order subject', wp_salt( 'secure_auth' ), true );
	}
}
