<?php
/**
 * Whether the collector can be had, and what its policy lacks for this store.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** Asked only when somebody presses the button. */
final class Sayso_Check {
	const ACTION = 'sayso-check';

	public static function render(): void {
		if ( ! Sayso_Settings::is_ready() ) {
			return;
		}
		printf( '<h2>%s</h2>', esc_html__( 'Is all in place?', 'sayso' ) );
		// phpcs:ignore WordPress.Security.NonceVerification.Missing -- the next line verifies it.
		if ( isset( $_POST[ self::ACTION ] ) && check_admin_referer( self::ACTION ) ) {
			echo '<ul class="ul-disc">';
			foreach ( self::findings() as $finding ) {
				printf( '<li>%s</li>', esc_html( $finding ) );
			}
			echo '</ul>';
		}
		printf( '<form action="%s" method="post">', esc_url( Sayso_Settings_Page::url() ) );
		wp_nonce_field( self::ACTION );
		printf( '<button class="button" name="%s" value="1">%s</button></form>', esc_attr( self::ACTION ), esc_html__( 'Ask the collector', 'sayso' ) );
	}

	/** @return string[] */
	private static function findings(): array {
		$answer = wp_remote_get( Sayso_Settings::address( '/v1/{site}/policy' ), array( 'timeout' => 5, 'redirection' => 0 ) );
		if ( is_wp_error( $answer ) ) {
			/* translators: %s: what went wrong, in technical words */
			return array( sprintf( __( 'The collector can’t be reached from this server: %s', 'sayso' ), $answer->get_error_message() ) );
		}
		$policy = json_decode( wp_remote_retrieve_body( $answer ), true );
		if ( 200 !== wp_remote_retrieve_response_code( $answer ) || ! is_array( $policy ) || ! is_array( $policy['purposes'] ?? null ) ) {
			$code = is_array( $policy ) && is_string( $policy['code'] ?? null ) ? $policy['code'] : '';
			/* translators: 1: status of the answer, 2: a code such as no-policy */
			return array( trim( sprintf( __( 'The collector answers, but has no policy for this site: %1$d %2$s', 'sayso' ), wp_remote_retrieve_response_code( $answer ), $code ) ) );
		}
		/* translators: %d: a number */
		$findings = array( sprintf( __( 'The collector answers with version %d of your policy.', 'sayso' ), (int) ( $policy['version'] ?? 0 ) ) );
		$named    = array_merge( array(), ...array_map( array( self::class, 'events_of' ), array_values( $policy['purposes'] ) ) );
		$lacking  = array_diff( self::sent(), $named );
		if ( $lacking ) {
			/* translators: %s: names of events */
			$findings[] = sprintf( __( 'In no purpose of your policy, so that they are refused: %s', 'sayso' ), implode( ', ', $lacking ) );
		}
		$sources = $policy['capture']['sources'] ?? null;
		if ( is_array( $sources ) && ! in_array( 'markup', $sources, true ) ) {
			$findings[] = __( 'Your policy’s capture.sources lacks “markup”: products, carts and orders that a page shows are not captured.', 'sayso' );
		}
		if ( function_exists( 'wp_has_consent' ) && empty( $policy['connections']['wp'] ) ) {
			$findings[] = __( 'The WP Consent API is active, but your policy lacks "connections": {"wp": true}: other plugins don’t hear of the visitor’s choice.', 'sayso' );
		}
		return $findings;
	}

	/** @param mixed $purpose One of a policy. */
	private static function events_of( $purpose ): array {
		return is_array( $purpose ) && is_array( $purpose['events'] ?? null ) ? array_filter( $purpose['events'], 'is_string' ) : array();
	}

	/** @return string[] Names of the events that this store sends. */
	private static function sent(): array {
		$names = array( 'page_view' );
		if ( class_exists( 'WooCommerce' ) ) {
			array_push( $names, 'view_item', 'view_item_list', 'add_to_cart', 'remove_from_cart', 'view_cart', 'begin_checkout', 'purchase' );
			if ( Sayso_Settings::get( 'keep_days' ) ) {
				$names[] = 'refund';
				if ( Sayso_Settings::get( 'status' ) ) {
					$names[] = 'order_status';
				}
			}
		}
		return '' === Sayso_Identify::key() ? $names : array_merge( $names, array( 'identify' ) );
	}
}
